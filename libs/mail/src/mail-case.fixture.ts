import type { CaseEvent, ItemRow } from '#libs/domain';
import type { CaseDefinition } from '#libs/definitions';
import {
  accounts,
  cases,
  Definitions,
  items,
  mails,
  measures,
  Programmes,
  transitions,
  type Database,
  type Mail,
} from '#libs/persistence';

/** Morning of the day everything in this case happens. */
export const at = Date.UTC(2026, 8, 1, 9);
const due = Date.UTC(2026, 8, 21, 16);

const definition = {
  key: 'short-path',
  version: 1,
  kind: 'technical-assistance',
  title: { fr: 'Parcours', en: 'Path' },
  rules: { stages: [], outcomes: [] },
  stages: { plan: { fr: 'Plan d’action', en: 'Action plan' } },
  items: {
    bills: {
      title: { fr: 'Vos factures', en: 'Your bills', ar: 'فواتيركم' },
      why: { fr: 'Il faut', en: 'Needed.' },
      shows: [],
    },
    validation: {
      title: { fr: 'Validation', en: 'Validation' },
      why: { fr: 'Il faut', en: 'Needed.' },
      shows: [],
    },
  },
  forms: {},
  outcomes: { completed: { fr: 'Parcours achevé', en: 'Path completed' } },
  hash: 'h',
} as unknown as CaseDefinition;

/** A programme with a director, a technical contact, a coordinator who signs in, and someone without an address. */
export async function saveProgramme(database: Database): Promise<void> {
  const person = (id: string, name: string, email: string | null, more: object = {}) => ({
    id,
    name,
    email,
    phone: '+212 500',
    language: 'en',
    organisation: 'OLV-07',
    sample: true,
    functions: [],
    roles: [],
    ...more,
  });
  const organisation = (code: string, name: string) => ({
    code,
    name,
    country: 'MA',
    sector: 'olives',
    town: null,
    employees: null,
    product: null,
    sample: true,
    partner: null,
  });
  await new Programmes(database).save({
    programme: {
      code: 'CCP-MA',
      name: { fr: 'CCP-Maroc', en: 'CCP-Morocco' },
      country: 'MA',
      currency: 'MAD',
      languages: ['fr', 'ar', 'en'],
      startsOn: '2026-01-01',
      endsOn: '2027-12-31',
      closeOutDays: 60,
      reminderAt: 540,
      quota: 18,
      criteria: {},
      sample: true,
    },
    organisations: [organisation('OLV-07', 'Olives du Rif'), organisation('WEC', 'WEC')],
    people: [
      person('P-001', 'Dina Directrice', 'dina@example.org', { functions: ['director'] }),
      person('P-002', 'Tarek Technique', 'tarek@example.org', { functions: ['technical'], language: 'ar' }),
      person('P-003', 'Nour Sans', null, { functions: ['accountant'] }),
      person('P-010', 'Yasmine Coord', 'yasmine@example.org', {
        organisation: 'WEC',
        roles: ['coordinator'],
      }),
      person('P-020', 'Samir Seul', 'samir@example.org', { organisation: null }),
    ],
  });
  await database.db
    .insert(accounts)
    .values({ person: 'P-010', email: 'yasmine@example.org', passwordHash: 'x' });
  await new Definitions(database).register('short-path', 1, 'h', definition);
}

/** An open case with an open task `bills`, an open approval `validation`, and its opening in the log. */
export async function saveCase(database: Database, reference: string): Promise<void> {
  const { db } = database;
  await db.insert(cases).values({
    reference,
    seq: 1,
    engine: 1,
    kind: 'technical-assistance',
    status: 'open',
    outcome: null,
    stage: 'plan',
    programme: 'CCP-MA',
    organisation: 'OLV-07',
    country: 'MA',
    coordinator: 'P-010',
    definition: 'short-path',
    definitionVersion: 1,
    openedAt: at,
    closedAt: null,
    due: null,
    overdue: false,
    waitingOn: [],
    openIncidents: 0,
    suspendedAt: null,
    lastContactAt: null,
    promisedFor: null,
    place: null,
    rank: null,
    calendar: 'v1',
    nextWakeAt: null,
  });
  const item = (key: string, kind: ItemRow['kind'], party: ItemRow['parties'][number]) => ({
    id: `${reference}.${key}.1`,
    reference,
    kind,
    key,
    stage: 'plan',
    round: 1,
    milestone: null,
    status: 'open' as const,
    parties: [party],
    voices: [],
    wanted: null,
    stoppedAt: null,
    silentUntil: null,
    transcribedAt: null,
    extension: null,
    excludedPersons: [],
    excludedOrganisations: [],
    openedAt: at,
    due,
    revision: 0,
    remindersReached: 0,
    overdue: false,
    deferred: false,
    outcome: null,
    settledAt: null,
    settledBy: null,
    ordinal: 1,
  });
  await db
    .insert(items)
    .values([
      item('bills', 'task', { contact: 'technical' }),
      item('validation', 'approval', { role: 'coordinator' }),
    ]);
  const calendar = { timeZone: 'Africa/Casablanca' };
  await saveTransition(database, reference, 1, [{ type: 'case-opened', calendar } as unknown as CaseEvent]);
  await db.insert(measures).values([
    { reference, key: 'm1', title: 'Isolation', chosen: true, yearlySaving: 1000, outcome: 'implemented' },
    { reference, key: 'm2', title: 'Condensats', chosen: true, yearlySaving: 500, outcome: 'abandoned' },
  ]);
}

export async function saveTransition(
  database: Database,
  reference: string,
  seq: number,
  events: readonly CaseEvent[],
  actId: string | null = null,
): Promise<void> {
  await database.db.insert(transitions).values({ reference, seq, engine: 1, at, actId, events });
}

/** A queued mail of a transition; `item` is a key. */
export async function saveMail(
  database: Database,
  mail: Pick<Mail, 'reference' | 'seq' | 'notice'> & { item?: string; person: string | null } & Partial<
      Pick<Mail, 'rung' | 'outcome' | 'state'>
    >,
): Promise<string> {
  const item = mail.item === undefined ? null : `${mail.reference}.${mail.item}.1`;
  const id = [item ?? mail.reference, mail.notice, mail.rung ?? mail.seq, 0, mail.person ?? 'nobody'].join(
    ':',
  );
  await database.db
    .insert(mails)
    .values({ state: 'queued', of: 4, revision: 0, at: at + mail.seq, ...mail, id, item });
  return id;
}
