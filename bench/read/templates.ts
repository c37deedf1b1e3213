import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, lte } from 'drizzle-orm';
import { OpenCase } from '#libs/cases';
import type { SettableClock } from '#libs/config';
import { fold, initialState, openItems, project, type Transition } from '#libs/domain';
import {
  acts,
  cases,
  incidents,
  items,
  mails,
  measures,
  milestones,
  transitions,
  type Database,
} from '#libs/persistence';
import { ServerVirtualTime } from '#libs/temporal';
import { travel } from '../cost/journey.js';
import type { Installation } from '../installation.js';
import { Traveller } from '../traveller.js';

/** A case as it stood at some moment of its path, stored as a case of its own. */
export interface Template {
  readonly reference: string;
  readonly items: number;
}

/**
 * The step that each template waits for, and how many of a hundred cases stand there; null where the path has ended. Named and not
 * counted along the log, whose length varies with the day the benchmark runs: the same cases must wait for their coordinator every time.
 */
export const standings = [
  { waitsFor: 'eligibility', percent: 2 },
  { waitsFor: 'data-request', percent: 3 },
  { waitsFor: 'validation', percent: 6 },
  { waitsFor: 'evidence-m3', percent: 17 },
  { waitsFor: 'conformity', percent: 7 },
  { waitsFor: 'results-verification', percent: 24 },
  { waitsFor: null, percent: 41 },
] as const;

/** Last mails of a case that are kept, and letters of each body: a full set would be 20 GB of words that no list reads. */
const keptMails = 10;
const keptLetters = 400;

/** Travels one case to its end through the product, and keeps it as it stood on the way. `now` is when the last open one stands. */
export async function makeTemplates(
  { services, client, database }: Installation,
  clock: SettableClock,
): Promise<{ readonly templates: readonly Template[]; readonly now: number }> {
  const traveller = new Traveller(services);
  const coordinator = await traveller.person('P-001');
  const { reference } = await services(OpenCase).execute(
    coordinator,
    { programme: 'CCP-MA', organisation: 'OLV-01' },
    'template',
  );
  const time = new ServerVirtualTime(client, { stallMs: 120_000 });
  const { log } = await travel(reference, 'late', { services, traveller, time, clock });
  const templates: Template[] = [];
  let now = clock.now();
  for (const [index, { waitsFor }] of standings.entries()) {
    const until = waitsFor === null ? log : untilWaitsFor(log, waitsFor);
    if (waitsFor !== null) now = until.at(-1)?.at ?? now;
    templates.push(await keep(database, reference, `${reference}-T${index + 1}`, until));
  }
  return { templates, now };
}

/** A case's log as it was when a step had been open for longest. Throws where it never opened. */
function untilWaitsFor(log: readonly Transition[], key: string): readonly Transition[] {
  let state = initialState(log[0]?.reference ?? '');
  let until = 0;
  for (const [index, transition] of log.entries()) {
    state = fold(state, transition);
    if (openItems(state).some((item) => item.state.key === key)) until = index + 1;
  }
  if (until === 0) throw new Error(`The sample path never waits for ${key}.`);
  return log.slice(0, until);
}

async function keep(
  { db }: Database,
  original: string,
  reference: string,
  log: readonly Transition[],
): Promise<Template> {
  const renamed = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(original, reference)) as T;
  const seq = log.length;
  const rows = renamed(project(log.reduce(fold, initialState(original))));
  await db.insert(cases).values(rows.case);
  await db.insert(items).values([...rows.items]);
  if (rows.milestones.length > 0) await db.insert(milestones).values([...rows.milestones]);
  if (rows.incidents.length > 0) await db.insert(incidents).values([...rows.incidents]);
  const found = await db.select().from(measures).where(eq(measures.reference, original));
  if (rows.milestones.length > 0) await db.insert(measures).values(renamed(found));

  const given = await db
    .select()
    .from(acts)
    .where(and(eq(acts.reference, original), eq(acts.state, 'consumed'), lte(acts.seq, seq)));
  const ids = new Map(given.map(({ id }) => [id, randomUUID()]));
  await db
    .insert(acts)
    .values(given.map((act) => ({ ...renamed(act), id: ids.get(act.id) ?? act.id, storedAt: act.storedAt })));
  const logged = await db
    .select()
    .from(transitions)
    .where(and(eq(transitions.reference, original), lte(transitions.seq, seq)))
    .orderBy(asc(transitions.seq));
  await db.insert(transitions).values(
    logged.map((row) => ({
      ...renamed(row),
      actId: ids.get(row.actId ?? '') ?? null,
      confirmed: true,
      recordedAt: row.recordedAt,
    })),
  );
  const sent = await db
    .select()
    .from(mails)
    .where(and(eq(mails.reference, original), lte(mails.seq, seq)))
    .orderBy(desc(mails.seq))
    .limit(keptMails);
  await db.insert(mails).values(
    sent.map((mail) => ({
      ...renamed(mail),
      ...{ queuedAt: mail.queuedAt, sentAt: mail.sentAt, leaseUntil: null },
      text: mail.text?.slice(0, keptLetters) ?? null,
      html: mail.html?.slice(0, keptLetters) ?? null,
    })),
  );
  return { reference, items: rows.items.length };
}
