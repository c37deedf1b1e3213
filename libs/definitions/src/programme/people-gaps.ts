import {
  addDays,
  contactFunctions,
  roughDays,
  unsatisfiable,
  partyName,
  type ContactFunction,
  type DueRule,
  type PartnerFunction,
  type Role,
  type Standing,
  type Unsatisfiable,
} from '#libs/domain';
import { definitionKey, itemOf } from '../lookups.js';
import type { Localised } from '../localised.js';
import type { CaseDefinition } from '../model.js';
import type { ProgrammeFile } from './model.js';

/** Who a programme's people are, as far as a path asks. */
export interface ProgrammePeople {
  readonly people: readonly {
    readonly id: string;
    readonly organisation: string | null;
    /** Held in this programme, or in every one. */
    readonly roles: readonly Role[];
    readonly contactOf: readonly { readonly organisation: string; readonly function: ContactFunction }[];
  }[];
  /** What organisations are in the programme, by code. */
  readonly partners: ReadonlyMap<string, readonly PartnerFunction[]>;
  /** Companies that travel, or may. */
  readonly companies: readonly string[];
}

/** A task or an approval that a programme's people cannot settle (I3). */
export interface PeopleGap extends Omit<Unsatisfiable, 'path'> {
  /** `key@version`. */
  readonly definition: string;
  readonly title: Localised;
  /** Codes of the companies it concerns; none when it concerns them all. */
  readonly companies: readonly string[];
}

/** What of a definition these people could not do, each item once however many companies it concerns. */
export function peopleGaps(definition: CaseDefinition, programme: ProgrammePeople): readonly PeopleGap[] {
  const travellers = definition.kind === 'partnership' ? [null] : programme.companies;
  const found = new Map<string, { gap: Unsatisfiable; companies: string[] }>();
  const companies = travellers.length === 0 ? [null] : travellers;
  for (const company of companies) {
    for (const gap of unsatisfiable(definition.rules, standingsOf(programme, company))) {
      // Before the first company nobody knows its contacts.
      if (travellers.length === 0 && gap.parties.every((party) => 'contact' in party)) continue;
      const at = JSON.stringify([gap.key, gap.expired, gap.step, gap.possible]);
      const known = found.get(at) ?? { gap, companies: [] };
      if (company !== null) known.companies.push(company);
      found.set(at, known);
    }
  }
  return [...found.values()].map(({ gap: { path: _path, ...gap }, companies: concerned }) => ({
    ...gap,
    definition: definitionKey(definition.key, definition.version),
    title: itemOf(definition, gap.key)?.title ?? { en: gap.key },
    companies: concerned.length === companies.length ? [] : concerned,
  }));
}

/** The people of a programme folder. */
export function peopleOf({ people, contacts, organisations }: ProgrammeFile): ProgrammePeople {
  return {
    people: people.map(({ id, organisation, roles }) => ({
      id,
      organisation,
      roles,
      contactOf: contacts
        .filter(({ person }) => person === id)
        .map((contact) => ({ organisation: contact.organisation, function: contact.function })),
    })),
    partners: new Map(organisations.map(({ code, partner }) => [code, partner === null ? [] : [partner]])),
    companies: organisations.filter(({ partner }) => partner === null).map(({ code }) => code),
  };
}

/** One line for an operator, with the remedy. */
export function gapText({
  definition,
  key,
  kind,
  need,
  possible,
  parties,
  companies,
  expired,
}: PeopleGap): string {
  const whom = [...new Set(parties.map(partyName))].join(' or ');
  const where = companies.length === 0 ? '' : ` for ${companies.join(', ')}`;
  const what =
    kind === 'task'
      ? `nobody could do the task "${key}"`
      : `the approval "${key}"${expired ? ', once it has expired,' : ''} needs ${need} ${need === 1 ? 'voice' : 'voices'} and could have ${possible}`;
  return `${definition}: ${what}${where}. Find more people as ${whom}, of other organisations where voices must differ, who do not prepare it themselves.`;
}

/** Due dates that lie before the programme's first day. */
export function dueProblems(
  definition: CaseDefinition,
  { startsOn, endsOn }: Pick<ProgrammeFile, 'startsOn' | 'endsOn'>,
): readonly string[] {
  const named = definition.rules.stages.flatMap(({ tasks, approval }) => [
    ...tasks.map(({ key, due }) => ({ key, due })),
    ...(approval ? [{ key: approval.key, due: approval.due }] : []),
  ]);
  const key = definitionKey(definition.key, definition.version);
  return named
    .filter(({ due }) => isBefore(due, startsOn, endsOn))
    .map(
      (item) =>
        `${key}: "${item.key}" would be due before the programme starts on ${startsOn}. Count fewer days before its end, or count from the opening.`,
    );
}

function isBefore(due: DueRule, startsOn: string, endsOn: string): boolean {
  return due.from === 'end' && addDays(endsOn, -Math.floor(roughDays(due.duration))) < startsOn;
}

function standingsOf({ people, partners }: ProgrammePeople, company: string | null): readonly Standing[] {
  const held = people.flatMap(({ contactOf }) =>
    contactOf.filter(({ organisation }) => organisation === company).map((contact) => contact.function),
  );
  return people.map(({ id, organisation, roles, contactOf }) => {
    const own = contactOf
      .filter((contact) => contact.organisation === company)
      .map((contact) => contact.function);
    return {
      person: id,
      organisation,
      roles,
      partners: organisation === null ? [] : (partners.get(organisation) ?? []),
      // The director stands in for a function that nobody holds.
      functions: contactFunctions.filter(
        (wanted) => own.includes(wanted) || (own.includes('director') && !held.includes(wanted)),
      ),
    };
  });
}
