import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import {
  dueProblems,
  gapText,
  peopleGaps,
  peopleOf,
  readProgramme,
  type ProgrammeFile,
} from '#libs/definitions';
import { Programmes, type ProgrammeRecord } from '#libs/persistence';
import { DefinitionLibrary } from '../definition-library.js';
import { DirectoryRows } from '../people/directory-rows.js';
import { checkedDataPolicy } from '../people/edit-programme.js';
import { PeopleChecks } from './people-checks.js';

/** What was loaded. */
export interface Imported {
  readonly programme: string;
  readonly organisations: number;
  readonly people: number;
  /** What its people could not settle, or what would be due before it starts; loaded all the same, nothing runs yet. */
  readonly warnings: readonly string[];
}

/** Loads a programme folder into the database; a second run changes what the files changed and adds nothing twice. */
@Injectable()
export class ImportProgramme {
  constructor(
    private readonly programmes: Programmes,
    private readonly directory: DirectoryRows,
    private readonly library: DefinitionLibrary,
    private readonly clock: CaseClock,
    private readonly checks: PeopleChecks,
  ) {}

  /**
   * Loads a sample programme into an installation that has no programme yet; null where it has one. The sample's dates move
   * so that it starts with the current month: a sample that ended long ago would show nothing.
   */
  async ifNone(folder: string): Promise<Imported | null> {
    if ((await this.programmes.list()).length > 0) return null;
    const today = new Date(this.clock.now());
    return this.execute(folder, new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1)));
  }

  /** `folder` holds programme.yaml, organisations.yaml and people.yaml. Throws `InvalidProgramme` with every problem. */
  async execute(folder: string, startsOn?: Date): Promise<Imported> {
    const read = readProgramme(folder);
    const file = startsOn ? moved(read, startsOn) : read;
    const { dataPolicy } = file;
    if (dataPolicy) checkedDataPolicy(dataPolicy, [...this.library.all().values()]);
    await this.programmes.save(recordOf(file));
    // A contact may serve a second organisation, which a person's own row cannot say.
    for (const { organisation, person, function: as } of file.contacts)
      await this.directory.addContact(organisation, person, as);
    const warnings = this.warningsOf(file);
    this.checks.warn(file.code, warnings);
    return {
      programme: file.code,
      organisations: file.organisations.length,
      people: file.people.length,
      warnings,
    };
  }

  private warningsOf(file: ProgrammeFile): readonly string[] {
    const people = peopleOf(file);
    return file.definitions.flatMap((key) => {
      const definition = this.library.all().get(key);
      if (!definition) return [`There is no definition ${key}: add its file, or name another.`];
      return [...dueProblems(definition, file), ...peopleGaps(definition, people).map(gapText)];
    });
  }
}

/** The programme with the same length from another day on. */
function moved(file: ProgrammeFile, startsOn: Date): ProgrammeFile {
  const length = Date.parse(file.endsOn) - Date.parse(file.startsOn);
  return {
    ...file,
    startsOn: startsOn.toISOString().slice(0, 10),
    endsOn: new Date(startsOn.getTime() + length).toISOString().slice(0, 10),
  };
}

function recordOf(file: ProgrammeFile): ProgrammeRecord {
  const {
    code,
    name,
    country,
    currency,
    languages,
    startsOn,
    endsOn,
    closeOutDays,
    reminderAt,
    quota,
    criteria,
  } = file;
  const { sectors, sample, quietFrom, quietTo, mailsAWeek } = file;
  return {
    programme: {
      ...{ code, name, country, currency, languages, startsOn, endsOn, closeOutDays, reminderAt },
      ...{ quota, criteria, sectors, sample },
      // What administrators set themselves outlives an import that says nothing of it.
      ...(quietFrom !== undefined && { quietFrom, quietTo }),
      ...(mailsAWeek !== undefined && { mailsAWeek }),
      ...(file.dataPolicy && { dataPolicy: file.dataPolicy }),
    },
    organisations: file.organisations.map((row) => ({ ...row, sample })),
    people: file.people.map(({ id, name: person, email, phone, language, organisation, roles }) => ({
      ...{ id, email, phone, language, organisation, roles, sample },
      name: person,
      functions: file.contacts
        .filter((contact) => contact.person === id && contact.organisation === organisation)
        .map((contact) => contact.function),
    })),
  };
}
