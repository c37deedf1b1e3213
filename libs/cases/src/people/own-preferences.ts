import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { mailRhythms, type MailRhythm } from '#libs/persistence';
import { isLanguage, languages, type Language } from '#libs/wording';
import { DirectoryRows } from './directory-rows.js';
import { PeopleChanged } from './people-changed.js';
import { DirectoryQueries } from './directory-queries.js';
import type { PersonView } from '../queries/views.js';
import { differenceOf } from './editable-people.js';

export interface Preferences {
  readonly mailRhythm?: MailRhythm;
  /** Of mails, and of pages until another one is asked for there. */
  readonly language?: string;
  /** Single keys do something on pages of lists. */
  readonly shortcuts?: boolean;
}

/** How somebody wants to be written to: one's own affair, for which nobody needs a right. A substitute sets the own ones only. */
@Injectable()
export class OwnPreferences {
  constructor(
    private readonly directory: DirectoryRows,
    private readonly queries: DirectoryQueries,
    private readonly changed: PeopleChanged,
  ) {}

  /** Mail that waits for a digest already still comes in one. Throws `person.mail-rhythm` or `person.language`. */
  async change(viewer: Viewer, { shortcuts, ...wanted }: Preferences): Promise<PersonView> {
    const { person } = viewer;
    // Nobody else is concerned by it, so nobody is told.
    if (shortcuts !== undefined) await this.directory.changePerson(person, { shortcuts });
    const before = await this.queries.person(viewer, person);
    const change = changeOf(before, wanted);
    if (Object.keys(change).length === 0) return before;
    await this.directory.changePerson(person, change);
    await this.changed.tell({
      ...{ by: person, kind: 'person-changed', person },
      detail: differenceOf(before, change),
    });
    return this.queries.person(viewer, person);
  }
}

type Wanted = Pick<Preferences, 'mailRhythm' | 'language'>;

/** What is really another wish than before. */
function changeOf(before: PersonView, { mailRhythm, language }: Wanted): Wanted {
  return {
    ...(mailRhythm !== undefined &&
      mailRhythm !== before.mailRhythm && { mailRhythm: knownRhythm(mailRhythm) }),
    ...(language !== undefined && language !== before.language && { language: spoken(language) }),
  };
}

function spoken(given: string): Language {
  if (!isLanguage(given))
    throw new DomainError('invalid', 'person.language', given, {
      hint: `Choose one of: ${languages.join(', ')}.`,
    });
  return given;
}

function knownRhythm(given: string): MailRhythm {
  const found = mailRhythms.find((rhythm) => rhythm === given);
  if (found === undefined)
    throw new DomainError('invalid', 'person.mail-rhythm', given, {
      hint: `Choose one of: ${mailRhythms.join(', ')}.`,
    });
  return found;
}
