import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { RecordAnswer, RecordRequest, RefusalCode } from '#libs/contracts';
import type { CaseEvent, ItemRow, Transition } from '#libs/domain';
import { LogBehindError } from '../errors.js';
import { hashAct } from '../hash-act.js';
import { emptyDirectory, type Directory } from '../people/directory.js';
import { directorySql } from '../people/directory-sql.js';
import { lockPlacesSql, placesHeldSql } from '../people/places-sql.js';
import { undecidable, type OpenApproval } from '../people/undecidable.js';
import { refreshSearch } from '../search/case-search.js';
import { acts, items, mails, measures, transitions } from '../schema/index.js';
import { insertFromJson, selectList } from '../table-sql.js';
import { mailRows, newMailColumns, noticesOf } from './mail-rows.js';
import {
  completedIn,
  concernsMeasures,
  measuresAfter,
  undisputedTasks,
  type MeasureRow,
  type MeasureSource,
} from './measures.js';
import { projectionWriters, type ProjectionRows } from './projections.js';
import {
  readTransition,
  transitionColumns,
  transitionKeys,
  type TransitionRecord,
} from './transition-row.js';

/** What one look under the case's lock tells. */
interface Found {
  readonly last: number;
  readonly earlier: number | null;
  readonly ahead: readonly Transition[];
  readonly act: StoredActHeader | undefined;
  readonly measures: readonly MeasureRow[];
  /** What was taken down and disputed by nobody. */
  readonly noted: readonly { readonly item: string; readonly answers: Answers }[];
  readonly directory: Directory;
  readonly items: readonly Pick<ItemRow, 'id' | 'excludedPersons' | 'excludedOrganisations'>[];
  /** Open approvals before the transition. */
  readonly approvals: readonly OpenApproval[];
  readonly places: Places | undefined;
}

/** The programme's places under its lock; `mine` is one of those held. */
interface Places {
  readonly quota: number;
  readonly held: number;
  readonly mine: boolean;
}

type StoredActHeader = Pick<
  typeof acts.$inferSelect,
  'reference' | 'request' | 'hash' | 'state' | 'answers' | 'documents'
>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Compare-and-append on a connection of its own, in three round trips (more where a search text changes): begin with every read,
 * one statement with every write, commit. Throws what PostgreSQL throws; then nothing was written.
 */
export async function recordTransition(client: pg.PoolClient, request: RecordRequest): Promise<RecordAnswer> {
  try {
    const found = await look(client, request);
    const answer = answerFromLog(found, request.transition) ?? refusal(found, request);
    if (answer) {
      await client.query('rollback');
      return answer;
    }
    if (found.last !== request.transition.seq - 1)
      throw new LogBehindError(request.transition.reference, found.last, request.transition.seq);
    const written = writtenBy(request, found);
    await client.query({ name: 'record', text: writeSql, values: [JSON.stringify(written)] });
    // Rare: only an opening and what was recommended change what the case is found by.
    if (request.transition.seq === 1 || written.measured.length > 0)
      await refreshSearch(drizzle(client), { references: [request.transition.reference] });
    await client.query('commit');
    const nobodys = undecidableAfter(request, found);
    return { status: 'appended', ...(nobodys.length === 0 ? {} : { undecidable: nobodys }) };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function answerFromLog(found: Found, { seq }: Transition): RecordAnswer | undefined {
  if (found.earlier !== null && found.earlier < seq) return { status: 'answered', seq: found.earlier };
  return found.ahead.length > 0 ? { status: 'ahead', transitions: found.ahead } : undefined;
}

function refusal({ act, places }: Found, request: RecordRequest): RecordAnswer | undefined {
  const code = refusalCode(act, request) ?? (isFull(places) ? 'quota.full' : undefined);
  return code && { status: 'refused', code };
}

function isFull(places: Places | undefined): boolean {
  return places !== undefined && !places.mine && places.held >= places.quota;
}

function refusalCode(
  act: StoredActHeader | undefined,
  { transition, body }: RecordRequest,
): RefusalCode | undefined {
  const { reference, request, actor } = transition;
  if (transition.act === null && actor === null && body === null) return undefined;
  if (!act || actor === null || body === null || request === null) return 'act.unknown';
  if (act.reference !== reference || act.request !== request) return 'act.unknown';
  if (act.state !== 'stored') return 'act.consumed';
  const hash = hashAct({ reference, request, actor, body });
  return act.hash === hash && transition.act?.hash === hash ? undefined : 'act.tampered';
}

/** Several statements in one message: each sees what committed before the lock was granted. */
async function look(client: pg.ClientBase, request: RecordRequest): Promise<Found> {
  const { transition, rows } = request;
  const text = (value: string) => client.escapeLiteral(value);
  const reference = text(transition.reference);
  const notices = noticesOf(transition);
  const concerned = notices.flatMap(({ item }) => (item === null ? [] : [text(item)]));
  const programme = text(rows.case.programme);
  const takesPlace = rows.case.place === 'held' && changes(transition, takingPlace);
  const asksVoices = changes(transition, askingVoices);
  const undisputed = undisputedTasks(transition).map(text);
  const actId = transition.act && uuid.test(transition.act.id) ? text(transition.act.id) : undefined;
  const statements = [
    'begin',
    `select pg_advisory_xact_lock(hashtextextended(${reference}, 0))`,
    `select coalesce(max(seq), 0) as last${transition.request === null ? '' : `, max(seq) filter (where request = ${text(transition.request)}) as earlier`}
       from transitions where reference = ${reference}`,
    `select ${transitionColumns} from transitions where reference = ${reference} and seq >= ${Math.trunc(transition.seq)} order by seq`,
    actId && `select ${actColumns} from acts where id = ${actId} for update`,
    concernsMeasures(measureSource(request, {}, new Map())) &&
      `select ${measureColumns} from measures where reference = ${reference} order by key`,
    (notices.length > 0 || asksVoices) &&
      directorySql({
        programme,
        organisation: text(rows.case.organisation),
        country: text(rows.case.country),
        at: String(Math.trunc(transition.at)),
      }),
    concerned.length > 0 && `select ${exclusionColumns} from items where id in (${concerned.join(', ')})`,
    asksVoices &&
      `select ${approvalColumns} from items where reference = ${reference} and kind = 'approval' and status = 'open'`,
    takesPlace && lockPlacesSql(programme),
    takesPlace &&
      `select quota, ${placesHeldSql(programme)} as held,
         exists (select 1 from cases where reference = ${reference} and place = 'held') as mine
       from programmes where code = ${programme}`,
    undisputed.length > 0 &&
      `select item, answers from acts where item in (${undisputed.join(', ')}) and state = 'consumed'
         and body->>'type' = 'transcribe' order by seq`,
  ];
  const asked = statements.map((statement) => typeof statement === 'string' && statement !== '');
  const results = (await client.query(
    statements.filter((statement) => typeof statement === 'string').join('; '),
  )) as unknown as readonly { readonly rows: readonly unknown[] }[];
  const answers = results[Symbol.iterator]();
  const [, , log, ahead, act, measured, directory, excluded, approvals, , places, noted] = asked.map((was) =>
    was ? (answers.next().value as { readonly rows: readonly unknown[] }).rows : [],
  );
  const [position] = (log ?? []) as readonly { last: number; earlier?: number | null }[];
  return {
    last: position?.last ?? 0,
    earlier: position?.earlier ?? null,
    ahead: ((ahead ?? []) as readonly TransitionRecord[]).map(readTransition),
    act: (act as readonly StoredActHeader[] | undefined)?.[0],
    measures: (measured ?? []) as readonly MeasureRow[],
    noted: (noted ?? []) as Found['noted'],
    directory: (directory as readonly Directory[] | undefined)?.[0] ?? emptyDirectory,
    items: (excluded ?? []) as Found['items'],
    approvals: (approvals ?? []) as Found['approvals'],
    places: (places as readonly Places[] | undefined)?.[0],
  };
}

type EventType = CaseEvent['type'];

/** Whatever can give a case one of the programme's places. */
const takingPlace: ReadonlySet<EventType> = new Set(['approval-decided', 'stage-imported', 'case-reopened']);
/** Whatever asks somebody for a voice. */
const askingVoices: ReadonlySet<EventType> = new Set(['approval-asked', 'approval-passed', 'voice-given']);

function changes({ events }: Transition, types: ReadonlySet<EventType>): boolean {
  return events.some(({ type }) => types.has(type));
}

function undecidableAfter({ transition, rows }: RecordRequest, found: Found): readonly string[] {
  if (!changes(transition, askingVoices)) return [];
  const changed = rows.items.filter(({ kind }) => kind === 'approval');
  const open = [
    ...found.approvals.filter(({ id }) => !changed.some((row) => row.id === id)),
    ...changed.filter(({ status }) => status === 'open'),
  ];
  return undecidable(open, found.directory, rows.case.organisation);
}

const actColumns = selectList(acts, ['reference', 'request', 'hash', 'state', 'answers', 'documents']);
const measureColumns = selectList(measures, Object.keys(measures));
const exclusionColumns = selectList(items, ['id', 'excludedPersons', 'excludedOrganisations']);
const approvalColumns = selectList(items, [
  'id',
  'wanted',
  'voices',
  'excludedPersons',
  'excludedOrganisations',
]);

type Answers = StoredActHeader['answers'];

function measureSource(
  { transition, rows }: RecordRequest,
  answers: Answers,
  noted: ReadonlyMap<string, Answers>,
): MeasureSource {
  const completed = completedIn(transition, answers, noted);
  return { reference: transition.reference, completed, milestones: rows.milestones };
}

interface Written extends ProjectionRows {
  readonly transitions: readonly TransitionRecord[];
  readonly mails: ReturnType<typeof mailRows>;
  readonly documents: readonly string[];
}

function writtenBy(request: RecordRequest, found: Found): Written {
  const { transition, rows } = request;
  const { act, ...row } = transition;
  const noted = new Map(found.noted.map(({ item, answers }) => [item, answers]));
  const source = measureSource(request, found.act?.answers ?? {}, noted);
  const remeasured = concernsMeasures(source);
  return {
    transitions: [{ ...row, actId: act?.id ?? null, actHash: act?.hash ?? null }],
    cases: [rows.case],
    items: rows.items,
    milestones: rows.milestones,
    incidents: rows.incidents,
    measures: remeasured ? measuresAfter(found.measures, source) : [],
    measured: remeasured ? [transition.reference] : [],
    mails: mailRows(transition, {
      directory: found.directory,
      coordinator: rows.case.coordinator,
      items: new Map([...found.items, ...rows.items].map((item) => [item.id, item])),
    }),
    documents: found.act?.documents ?? [],
  };
}

const writeSql = `with input as materialized (select $1::jsonb as j),
${projectionWriters('(select j from input)').join(',\n')},
append as (${insertFromJson(transitions, `(select j->'transitions' from input)`, { key: ['reference', 'seq'], columns: transitionKeys, onConflict: 'fail' })}),
queue as (${insertFromJson(mails, `(select j->'mails' from input)`, { key: ['id'], columns: newMailColumns, onConflict: 'keep' })}),
this as (select r.* from input, jsonb_to_record(j->'transitions'->0) as r(reference text, seq integer, "actId" uuid)),
confirm as (update transitions t set confirmed = true from this
  where t.reference = this.reference and t.seq = this.seq - 1 and not t.confirmed),
attach as (update documents d set seq = this.seq from this
  where d.id::text in (select jsonb_array_elements_text(j->'documents') from input) and d.reference = this.reference and d.seq is null)
update acts a set state = 'consumed', seq = this.seq from this where a.id = this."actId"`;
