import { folded } from '#libs/spreadsheets';
import type { PersonRecord } from '../people/directory-rows.js';
import type { EnrolmentLine, EnrolmentProblem, LineContact } from './line.js';
import type { PlannedPerson } from './plan.js';
import { problem } from './read-lines.js';

export interface PeopleQuestion {
  readonly line: EnrolmentLine;
  /** Code of the company, as it is or will be. */
  readonly organisation: string;
  /** Everybody of the programme. */
  readonly known: readonly PersonRecord[];
  /** Language of a contact who is given none. */
  readonly language: string;
  /** Whether the viewer may give such a person another address. */
  readonly mayMoveMail: (person: PersonRecord) => boolean;
}

interface Planned {
  readonly people: readonly PlannedPerson[];
  readonly problems: readonly EnrolmentProblem[];
}

/** The contacts of one line: whom the programme knows already, by address, by name or by function, and who is new. */
export function planPeople(question: PeopleQuestion): Planned {
  const { line, organisation, known } = question;
  const problems: EnrolmentProblem[] = [];
  const warn = (code: EnrolmentProblem['code'], about: string | null) =>
    problems.push(problem(code, 'warning', line.place, about));
  const people: PlannedPerson[] = [];
  for (const contacts of samePerson(line.contacts)) {
    const found = findPerson(contacts, organisation, known);
    const [first] = contacts;
    const name = contacts.map((one) => one.name).find((one) => one !== null) ?? found?.name ?? null;
    if (!first || name === null) {
      problems.push(problem('contact-unnamed', 'error', line.place, first?.email ?? first?.phone ?? null));
      continue;
    }
    if (found && found.organisation !== organisation) warn('email-shared', found.name);
    const given = (key: 'email' | 'phone' | 'language') =>
      contacts.map((one) => one[key]).find((one) => one !== null) ?? null;
    const wanted = {
      name,
      email: given('email') ?? found?.email ?? null,
      phone: given('phone') ?? found?.phone ?? null,
      language: given('language') ?? found?.language ?? question.language,
    };
    const movesMail = found !== undefined && !isSame(wanted.email, found.email);
    const guarded = movesMail && !question.mayMoveMail(found);
    if (guarded) warn('guarded-address', found.name);
    if (wanted.email === null) warn('no-address', name);
    const row = { ...wanted, email: found && (guarded || !movesMail) ? found.email : wanted.email };
    const held = found?.contactOf.filter((one) => one.organisation === organisation) ?? [];
    const functions = contacts
      .map((one) => one.function)
      .filter((wantedFunction) => !held.some((one) => one.function === wantedFunction));
    const before = found ? changesOf(found, row) : {};
    people.push({
      fate: !found ? 'add' : Object.keys(before).length > 0 ? 'change' : 'keep',
      id: found?.id ?? null,
      row: { ...row, organisation: found?.organisation ?? organisation },
      ...{ before, functions },
    });
  }
  const director =
    line.contacts.some((one) => one.function === 'director') ||
    known.some(({ contactOf }) =>
      contactOf.some((one) => one.organisation === organisation && one.function === 'director'),
    );
  if (!director) warn('no-director', line.name);
  return { people, problems };
}

/** A director who is also the accountant is one person. */
function samePerson(contacts: readonly LineContact[]): readonly (readonly LineContact[])[] {
  const groups: LineContact[][] = [];
  for (const contact of contacts) {
    const group = groups.find((one) =>
      one.some(
        ({ email, name }) =>
          (email !== null && isSame(email, contact.email)) ||
          ((email === null || contact.email === null) &&
            name !== null &&
            folded(name) === folded(contact.name ?? '')),
      ),
    );
    if (group) group.push(contact);
    else groups.push([contact]);
  }
  return groups;
}

function findPerson(
  contacts: readonly LineContact[],
  organisation: string,
  known: readonly PersonRecord[],
): PersonRecord | undefined {
  const byAddress = known.find(({ email }) =>
    contacts.some((one) => one.email !== null && isSame(one.email, email)),
  );
  if (byAddress) return byAddress;
  const own = known.filter(({ contactOf }) => contactOf.some((one) => one.organisation === organisation));
  const byName = own.find(({ name }) =>
    contacts.some((one) => one.name !== null && folded(one.name) === folded(name)),
  );
  if (byName) return byName;
  // Only an address or a number was given: whoever holds the function alone.
  const unnamed = contacts.every(({ name }) => name === null);
  const [holder, ...others] = own.filter(({ contactOf }) =>
    contactOf.some((one) => one.organisation === organisation && one.function === contacts[0]?.function),
  );
  return unnamed && others.length === 0 ? holder : undefined;
}

function changesOf(
  found: PersonRecord,
  row: {
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly language: string;
  },
): Readonly<Record<string, unknown>> {
  const columns = ['name', 'email', 'phone', 'language'] as const;
  return Object.fromEntries(columns.filter((key) => row[key] !== found[key]).map((key) => [key, found[key]]));
}

/** Addresses differ in more than case. */
function isSame(one: string | null, other: string | null): boolean {
  return (one ?? '').trim().toLowerCase() === (other ?? '').trim().toLowerCase();
}
