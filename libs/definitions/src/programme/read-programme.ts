import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  leastOpenMinutes,
  openMinutes,
  type ContactFunction,
  type PartnerFunction,
  type Role,
} from '#libs/domain';
import { readDate } from '../answers/dates.js';
import { formatProblem } from '../load-definitions.js';
import type { Language } from '../localised.js';
import type { DefinitionProblem } from '../model.js';
import { checkShape, shapeOf } from '../read/shape.js';
import { YamlSource, type NodePath } from '../read/yaml-source.js';
import type { ProgrammeContact, ProgrammeFile, ProgrammeOrganisation, ProgrammePerson } from './model.js';
import { organisationsSchema, peopleSchema, programmeSchema } from './schema.js';

/** Every problem of a programme folder, in one error. */
export class InvalidProgramme extends Error {
  constructor(readonly problems: readonly DefinitionProblem[]) {
    super(`The programme cannot be used:\n${problems.map((problem) => formatProblem(problem)).join('\n')}`);
    this.name = 'InvalidProgramme';
  }
}

const shapes = {
  'programme.yaml': shapeOf(programmeSchema),
  'organisations.yaml': shapeOf(organisationsSchema),
  'people.yaml': shapeOf(peopleSchema),
};

/** Reads and checks a programme folder. Throws `InvalidProgramme` naming file, line and remedy of every problem. */
export function readProgramme(folder: string): ProgrammeFile {
  const problems: DefinitionProblem[] = [];
  const open = (name: keyof typeof shapes): YamlSource | undefined => {
    const file = join(folder, name);
    const parsed = YamlSource.parse(file, readFileSync(file, 'utf8'));
    const found = 'problems' in parsed ? parsed.problems : checkShape(parsed.source, shapes[name]);
    problems.push(...found);
    return 'problems' in parsed || found.length > 0 ? undefined : parsed.source;
  };
  const [programme, organisations, people] = [
    open('programme.yaml'),
    open('organisations.yaml'),
    open('people.yaml'),
  ];
  if (!programme || !organisations || !people) throw new InvalidProgramme(problems);
  checkReferences({ programme, organisations, people }, problems);
  if (problems.length > 0) throw new InvalidProgramme(problems);
  return assemble(
    programme.value as ProgrammeDocument,
    organisations.value as OrganisationsDocument,
    people.value as PeopleDocument,
  );
}

interface ProgrammeDocument extends Omit<
  ProgrammeFile,
  'reminderAt' | 'quietFrom' | 'quietTo' | 'sample' | 'organisations' | 'people' | 'contacts'
> {
  readonly sample?: boolean;
  readonly reminderAt: string;
  readonly quietFrom?: string;
  readonly quietTo?: string;
}

interface OrganisationsDocument {
  readonly partners: readonly {
    readonly code: string;
    readonly name: string;
    readonly country: string;
    readonly function: PartnerFunction;
  }[];
  readonly companies: readonly {
    readonly code: string;
    readonly name: string;
    readonly town: string;
    readonly sector: string;
    readonly employees?: number;
    readonly product?: string;
    readonly contacts: Readonly<Partial<Record<ContactFunction, string>>>;
  }[];
}

interface PeopleDocument {
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly email?: string;
    readonly phone?: string;
    readonly language: Language;
    readonly organisation?: string;
    readonly roles?: readonly Role[];
  }[];
}

interface Sources {
  readonly programme: YamlSource;
  readonly organisations: YamlSource;
  readonly people: YamlSource;
}

function checkReferences(sources: Sources, problems: DefinitionProblem[]): void {
  const programme = sources.programme.value as ProgrammeDocument;
  const { partners, companies } = sources.organisations.value as OrganisationsDocument;
  const { people } = sources.people.value as PeopleDocument;
  const report = (source: YamlSource, ...about: [NodePath, string, string, string]) =>
    problems.push(source.problem(...about));

  for (const key of ['startsOn', 'endsOn'] as const) {
    if (readDate(programme[key]) === undefined) {
      report(
        sources.programme,
        [key],
        'date.unreadable',
        `${programme[key]} is not a day of the calendar.`,
        'Write year-month-day, e.g. `2026-09-01`.',
      );
    }
  }
  if (programme.endsOn <= programme.startsOn) {
    report(
      sources.programme,
      ['endsOn'],
      'programme.dates',
      'The programme ends before it starts.',
      'Write a day after `startsOn`.',
    );
  }
  const { quietFrom, quietTo } = programme;
  const isHalf = (quietFrom === undefined) !== (quietTo === undefined);
  if (isHalf)
    report(
      sources.programme,
      [quietFrom === undefined ? 'quietTo' : 'quietFrom'],
      'programme.quiet',
      'Quiet hours have a beginning and an end.',
      'Write both `quietFrom` and `quietTo`, e.g. `18:00` and `08:00`.',
    );
  else if (openMinutes(quietHours(programme)) < leastOpenMinutes)
    report(
      sources.programme,
      ['quietFrom'],
      'programme.quiet',
      'The quiet hours leave no time to write to people.',
      `Leave at least ${leastOpenMinutes} minutes open, or write the same time twice for no quiet hours.`,
    );
  const sectors = programme.sectors.map(({ key }) => key);
  const codes = [...partners, ...companies].map(({ code }) => code);
  companies.forEach(({ sector, contacts }, index) => {
    if (!sectors.includes(sector)) {
      report(
        sources.organisations,
        ['companies', index, 'sector'],
        'sector.unknown',
        `There is no sector "${sector}".`,
        `Name one of: ${sectors.join(', ')}.`,
      );
    }
    for (const [position, id] of Object.entries(contacts)) {
      if (!people.some((person) => person.id === id)) {
        report(
          sources.organisations,
          ['companies', index, 'contacts', position],
          'person.unknown',
          `There is no person ${id}.`,
          'Add the person to people.yaml, or correct the code.',
        );
      }
    }
  });
  duplicates(codes, (code, index) => {
    const path: NodePath =
      index < partners.length ? ['partners', index, 'code'] : ['companies', index - partners.length, 'code'];
    report(
      sources.organisations,
      path,
      'organisation.duplicate',
      `Two organisations have the code ${code}.`,
      'Give the second another code.',
    );
  });
  duplicates(
    people.map(({ id }) => id),
    (id, index) =>
      report(
        sources.people,
        ['people', index, 'id'],
        'person.duplicate',
        `Two people have the code ${id}.`,
        'Give the second another code.',
      ),
  );
  duplicates(
    people.map(({ email, id }) => email?.toLowerCase() ?? id),
    (email, index) =>
      report(
        sources.people,
        ['people', index, 'email'],
        'email.duplicate',
        `Two people have the address ${email}.`,
        'Links are personal: give each person an address of their own.',
      ),
  );
  people.forEach(({ organisation }, index) => {
    if (organisation !== undefined && !codes.includes(organisation)) {
      report(
        sources.people,
        ['people', index, 'organisation'],
        'organisation.unknown',
        `There is no organisation ${organisation}.`,
        'Add it to organisations.yaml, or correct the code.',
      );
    }
  });
}

function duplicates(values: readonly string[], found: (value: string, index: number) => void): void {
  values.forEach((value, index) => {
    if (values.indexOf(value) !== index) found(value, index);
  });
}

/** Minutes after local midnight; the same twice where the file says nothing. */
function quietHours({ quietFrom = '00:00', quietTo = quietFrom }: ProgrammeDocument) {
  return { quietFrom: minuteOf(quietFrom), quietTo: minuteOf(quietTo) };
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function assemble(
  programme: ProgrammeDocument,
  { partners, companies }: OrganisationsDocument,
  { people }: PeopleDocument,
): ProgrammeFile {
  const { quietFrom, quietTo, ...rest } = programme;
  return {
    ...rest,
    ...(quietFrom !== undefined && quietTo !== undefined && quietHours(programme)),
    sample: programme.sample ?? false,
    reminderAt: minuteOf(programme.reminderAt),
    organisations: [
      ...partners.map(({ code, name, country, function: partner }): ProgrammeOrganisation => ({
        code,
        name,
        country,
        sector: 'partner',
        partner,
        town: null,
        employees: null,
        product: null,
      })),
      ...companies.map(({ code, name, sector, town, employees, product }): ProgrammeOrganisation => ({
        code,
        name,
        country: programme.country,
        sector,
        partner: null,
        town,
        employees: employees ?? null,
        product: product ?? null,
      })),
    ],
    people: people.map(({ id, name, email, phone, language, organisation, roles }): ProgrammePerson => ({
      id,
      name,
      email: email ?? null,
      phone: phone ?? null,
      language,
      organisation: organisation ?? null,
      roles: roles ?? [],
    })),
    contacts: companies.flatMap(({ code, contacts }) =>
      Object.entries(contacts).map(([position, person]): ProgrammeContact => ({
        organisation: code,
        person,
        function: position as ContactFunction,
      })),
    ),
  };
}
