import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, lte } from 'drizzle-orm';
import { OpenCase } from '#libs/cases';
import type { SettableClock } from '#libs/config';
import { fold, initialState, project, type Transition } from '#libs/domain';
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

/** How far along its log each template has come, and how many of a hundred cases stand there. */
export const standings = [
  { share: 0.2, percent: 4 },
  { share: 0.4, percent: 6 },
  { share: 0.55, percent: 12 },
  { share: 0.7, percent: 16 },
  { share: 0.85, percent: 28 },
  { share: 1, percent: 34 },
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
  for (const [index, { share }] of standings.entries()) {
    const until = log.slice(0, Math.round(log.length * share));
    templates.push(await keep(database, reference, `${reference}-T${index + 1}`, until));
  }
  const last = log[Math.round(log.length * (standings.at(-2)?.share ?? 1)) - 1];
  return { templates, now: last?.at ?? clock.now() };
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
