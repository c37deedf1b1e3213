import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import {
  fateOfMail,
  isPressing,
  pressingNotices,
  weekStart,
  type Instant,
  type ItemOfMail,
  type MailFate,
  type MailHours,
  type RecipientOfMail,
} from '#libs/domain';
import type { Database, Tx } from './database.js';
import type { ClaimedMail, Mail } from './mails.js';
import { items, mails, people, transitions } from './schema/index.js';

/** What decides whether a mail leaves now: the programme's hours, and case time. */
export interface MailTiming {
  readonly hours: MailHours;
  readonly now: Instant;
}

/** On its way out and in nobody's hands. */
export const waiting = or(
  eq(mails.state, 'queued'),
  and(eq(mails.state, 'sending'), sql`${mails.leaseUntil} < now()`),
);

/** Longer than any mail waits between its transition and its sending. */
const longestWait = 31 * 86_400_000;

type Candidate = Pick<Mail, 'id' | 'notice' | 'item' | 'person' | 'revision' | 'at' | 'messageId'>;

/** See `Mails.claim`. */
export async function claimMails(
  { db }: Database,
  { reference, seq }: { readonly reference: string; readonly seq: number },
  leaseMs: number,
  timing: MailTiming | undefined,
): Promise<readonly ClaimedMail[]> {
  return db.transaction(async (tx) => {
    const { id, notice, item, person, revision, at, messageId } = mails;
    const free = await tx
      .select({ id, notice, item, person, revision, at, messageId })
      .from(mails)
      .where(and(eq(mails.reference, reference), eq(mails.seq, seq), waiting))
      .orderBy(asc(mails.id))
      .for('update', { skipLocked: true });
    await confirm(tx, reference, seq);
    const fates = await fatesOf(tx, free, timing);
    const chosen = (wanted: MailFate['do']) =>
      free.filter((_, index) => fates[index]?.do === wanted).map((mail) => mail.id);
    const dropped = chosen('drop');
    if (dropped.length > 0)
      await tx.update(mails).set({ state: 'dropped', leaseUntil: null }).where(inArray(mails.id, dropped));
    for (const [index, fate] of fates.entries())
      if (fate.do === 'hold') await hold(tx, free[index]?.id ?? '', fate);
    return take(tx, chosen('send'), leaseMs);
  });
}

async function confirm(tx: Tx, reference: string, seq: number): Promise<void> {
  await tx
    .update(transitions)
    .set({ confirmed: true })
    .where(
      and(eq(transitions.reference, reference), eq(transitions.seq, seq), eq(transitions.confirmed, false)),
    );
}

async function take(tx: Tx, ids: readonly string[], leaseMs: number): Promise<readonly ClaimedMail[]> {
  if (ids.length === 0) return [];
  const claimed = await tx
    .update(mails)
    .set({
      state: 'sending',
      attempts: sql`${mails.attempts} + 1`,
      leaseUntil: sql`now() + ${leaseMs} * interval '1 millisecond'`,
    })
    .where(inArray(mails.id, [...ids]))
    .returning();
  return claimed
    .filter((mail): mail is ClaimedMail => mail.person !== null)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function hold(tx: Tx, id: string, fate: Extract<MailFate, { do: 'hold' }>): Promise<void> {
  await tx
    .update(mails)
    .set({
      state: 'held',
      leaseUntil: null,
      heldUntil: fate.until,
      digest: fate.for === 'digest' ? 'next' : null,
    })
    .where(eq(mails.id, id));
}

/** One fate a candidate, in their order; each that leaves counts for those of the same person behind it. */
async function fatesOf(
  tx: Tx,
  candidates: readonly Candidate[],
  timing: MailTiming | undefined,
): Promise<readonly MailFate[]> {
  if (candidates.length === 0) return [];
  const about = await itemsOfMails(tx, candidates);
  const recipients = timing ? await recipientsOf(tx, candidates, timing) : new Map<string, RecipientOfMail>();
  return candidates.map((mail) => {
    const recipient = recipients.get(mail.person ?? '') ?? { rhythm: 'single', pressed: 0 };
    const item = about(mail);
    const now = Math.max(timing?.now ?? mail.at, mail.at);
    const leaving = { notice: mail.notice, revision: mail.revision, attempted: mail.messageId !== null };
    const fate = fateOfMail(leaving, item, recipient, timing?.hours ?? atAnyHour, now);
    if (fate.do === 'send' && isPressing(mail.notice) && mail.person !== null)
      recipients.set(mail.person, { ...recipient, pressed: recipient.pressed + 1 });
    return fate;
  });
}

/** For whoever asks without a programme: mail waits for nothing but its item. */
const atAnyHour: MailHours = {
  calendar: {
    ...{ key: '', version: '', timeZone: 'UTC', offsets: [], weekend: [], holidays: [] },
    hours: { opens: 0, closes: 1440 },
    horizon: { from: '1970-01-01', to: '2999-12-31' },
  },
  ...{ reminderAt: 0, quietFrom: 0, quietTo: 0, mailsAWeek: Number.POSITIVE_INFINITY },
};

/** What has become of the items that mails are about, as the projection says it now. */
export async function itemsOfMails(
  tx: Tx,
  about: readonly Pick<Mail, 'item'>[],
): Promise<(mail: Pick<Mail, 'item' | 'person'>) => ItemOfMail | null> {
  const ids = [...new Set(about.flatMap(({ item }) => (item === null ? [] : [item])))];
  const { id, status, revision, stoppedAt, silentUntil, voices } = items;
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id, status, revision, stoppedAt, silentUntil, voices })
          .from(items)
          .where(inArray(items.id, ids));
  const found = new Map(rows.map((row) => [row.id, row]));
  return ({ item, person }) => {
    if (item === null) return null;
    const row = found.get(item);
    return {
      isOpen: row?.status === 'open',
      revision: row?.revision ?? 0,
      stoppedAt: row?.stoppedAt ?? null,
      silentUntil: row?.silentUntil ?? null,
      hasAnswered: row?.voices.some((voice) => voice.seat === person) ?? false,
    };
  };
}

/** Locks each person for this transaction, so that two claims at once do not both find room for one more mail. */
async function recipientsOf(
  tx: Tx,
  candidates: readonly Candidate[],
  { hours, now }: MailTiming,
): Promise<Map<string, RecipientOfMail>> {
  const pressing = candidates.filter(({ notice }) => isPressing(notice));
  const persons = [...new Set(pressing.flatMap(({ person }) => (person === null ? [] : [person])))].sort();
  for (const person of persons) await lockMailsOf(tx, person);
  if (persons.length === 0) return new Map();
  const since = weekStart(hours, Math.max(now, ...pressing.map(({ at }) => at)));
  const had = tx
    .select({ person: mails.person, pressed: sql<number>`count(*)::int`.as('pressed') })
    .from(mails)
    .where(
      and(
        inArray(mails.person, persons),
        inArray(mails.notice, [...pressingNotices]),
        inArray(mails.state, ['sending', 'sent', 'bounced']),
        sql`${mails.at} > ${since - longestWait}`,
        sql`greatest(${mails.at}, ${mails.heldUntil}) >= ${since}`,
        sql`${mails.id} <> all (${sql.param(candidates.map(({ id }) => id))}::text[])`,
      ),
    )
    .groupBy(mails.person)
    .as('had');
  const rows = await tx
    .select({
      id: people.id,
      rhythm: people.mailRhythm,
      pressed: sql<number>`coalesce(${had.pressed}, 0)`,
    })
    .from(people)
    .leftJoin(had, eq(had.person, people.id))
    .where(inArray(people.id, persons));
  return new Map(rows.map(({ id, rhythm, pressed }) => [id, { rhythm, pressed }]));
}

/** Held until the transaction ends: claims and digests of one person take turns. */
export async function lockMailsOf(tx: Tx, person: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${person}, 3))`);
}
