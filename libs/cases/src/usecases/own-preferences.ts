import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { mailRhythms, type MailRhythm } from '#libs/persistence';
import { DirectoryRows } from '../directory-rows.js';
import { PeopleChanged } from '../people-changed.js';
import { DirectoryQueries } from '../queries/directory-queries.js';
import type { PersonView } from '../queries/views.js';

export interface Preferences {
  readonly mailRhythm?: MailRhythm;
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

  /** Mail that waits for a digest already still comes in one. Throws `person.mail-rhythm`. */
  async change(viewer: Viewer, { mailRhythm, shortcuts }: Preferences): Promise<PersonView> {
    const { person } = viewer;
    // Nobody else is concerned by it, so nobody is told.
    if (shortcuts !== undefined) await this.directory.changePerson(person, { shortcuts });
    const before = await this.queries.person(viewer, person);
    if (mailRhythm === undefined || mailRhythm === before.mailRhythm) return before;
    const checked = knownRhythm(mailRhythm);
    await this.directory.changePerson(person, { mailRhythm: checked });
    await this.changed.tell({
      ...{ by: person, kind: 'person-changed', person },
      detail: { before: { mailRhythm: before.mailRhythm }, after: { mailRhythm: checked } },
    });
    return this.queries.person(viewer, person);
  }
}

function knownRhythm(given: string): MailRhythm {
  const found = mailRhythms.find((rhythm) => rhythm === given);
  if (found === undefined)
    throw new DomainError('invalid', 'person.mail-rhythm', given, {
      hint: `Choose one of: ${mailRhythms.join(', ')}.`,
    });
  return found;
}
