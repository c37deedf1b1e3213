import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { Acting, type Actor } from '#libs/cases';
import { definitionKey, loadDefinitions, newestOf } from '#libs/definitions';
import type { CalendarSnapshot, CaseRules } from '#libs/domain';
import { Definitions } from '#libs/persistence';
import { projectRoot } from '#libs/config';
import { join } from 'node:path';
import type { Installation } from '../installation.js';

/** Every day works and every hour is an hour: only the minute matters here. */
const calendar: CalendarSnapshot = {
  key: 'XX',
  version: 'bench',
  timeZone: 'UTC',
  offsets: [{ from: 0, minutes: 0 }],
  weekend: [],
  holidays: [],
  hours: { opens: 0, closes: 1439 },
  horizon: { from: '2020-01-01', to: '2060-12-31' },
};

/** One task, whose one reminder leaves on the day of its opening. */
const rules: CaseRules = {
  key: 'bench-timers',
  version: 1,
  kind: 'technical-assistance',
  title: 'One reminder',
  ladders: { one: [{ when: 'before', duration: { amount: 5, unit: 'days' } }] },
  stages: [
    {
      key: 'enrolment',
      title: 'Enrolment',
      tasks: [
        {
          key: 'application',
          title: 'Application',
          assignee: { contact: 'director' },
          after: [],
          due: { from: 'opening', duration: { amount: 5, unit: 'days' } },
          ladder: 'one',
          facts: [],
        },
      ],
    },
  ],
  outcomes: [],
};

/** Openings at a time; the local server loses more of what is under way the more there is. */
const atOnce = 4;
/** Attempts at one opening, each of which waits for the engine's answer. */
const attempts = 5;
/** No case is opened later than this before its reminder, in ms, so that its invitation can leave. */
const lastOpening = 20_000;

/** The sample path's words for the one task, and a programme that holds no mail back. */
export async function prepareProgramme({ services, database }: Installation): Promise<void> {
  const all = loadDefinitions(join(projectRoot(), 'workflows/definitions'), 'en');
  const words = newestOf(all, 'sme-cleaner-production');
  if (!words) throw new Error('The sample path is not there.');
  const body = { ...words, key: rules.key, version: rules.version, rules };
  await services(Definitions).register(rules.key, rules.version, definitionKey(rules.key, 1), body);
  await database.pool.query('update programmes set quiet_from = 0, quiet_to = 0, mails_a_week = 1000000');
}

/** What became of the openings. */
export interface Opened {
  readonly references: readonly string[];
  /** Openings that failed for good, or had to be left out because the moment came near. */
  readonly dropped: number;
}

/** Opens cases whose reminder is due at that moment, a whole minute of today. */
export async function openRemindedCases(
  acting: Acting,
  coordinator: Actor,
  count: number,
  due: number,
): Promise<Opened> {
  const moment = new Date(due);
  const reminderAt = moment.getUTCHours() * 60 + moment.getUTCMinutes();
  const references: string[] = [];
  let left = count;
  const open = async (): Promise<void> => {
    while (left-- > 0 && Date.now() < due - lastOpening) {
      const reference = await openPatiently(acting, coordinator, reminderAt);
      if (reference !== undefined) references.push(reference);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, open));
  return { references, dropped: count - references.length };
}

/** A busy machine answers too late: the same key asks for the same case again. */
async function openPatiently(
  acting: Acting,
  coordinator: Actor,
  reminderAt: number,
): Promise<string | undefined> {
  const intent = { key: randomUUID(), route: 'bench', sent: {} };
  for (let attempt = 1; ; attempt++) {
    try {
      const plan = () => Promise.resolve(planned(reminderAt));
      return (await acting.performOpening(coordinator, intent, plan)).reference;
    } catch (error) {
      if (attempt < attempts) continue;
      console.error('An opening failed:', error);
      return undefined;
    }
  }
}

function planned(reminderAt: number) {
  const [programme, organisation] = ['CCP-MA', 'OLV-01'];
  return {
    ...{ programme, organisation, country: 'MA', title: rules.title },
    body: (reference: string) => ({
      ...{ type: 'open' as const, rules, rulesHash: 'bench', calendar },
      settings: {
        ...{ programme, organisation, country: 'MA', sector: 'olives', coordinator: 'P-001' },
        ...{ endsOn: '2058-12-31', closeOutDays: 30, reminderAt },
        consoleUrl: `http://localhost/cases/${reference}`,
      },
    }),
  };
}

export interface ReminderRow {
  readonly reference: string;
  readonly messageId: string;
  readonly state: string;
  /** Machine time, ms. */
  readonly sentAt: number | null;
}

/** The reminders of the cases, once each has sent one or the patience ends. */
export async function remindersOf(
  { database }: Installation,
  references: readonly string[],
  until: number,
): Promise<readonly ReminderRow[]> {
  for (;;) {
    const { rows } = await database.pool.query<{ sent: number }>(
      `select count(*)::int as sent from mails
        where notice = 'reminder' and state = 'sent' and reference = any($1)`,
      [references],
    );
    if ((rows[0]?.sent ?? 0) >= references.length || Date.now() > until) break;
    await pause(1_000);
  }
  const { rows } = await database.pool.query<ReminderRow>(
    `select reference, message_id as "messageId", state, (extract(epoch from sent_at) * 1000)::float8 as "sentAt"
       from mails where reference = any($1) and notice = 'reminder'`,
    [references],
  );
  return rows;
}

/** Until no mail is on its way any more. */
export async function untilQuiet({ database }: Installation): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query<{ waiting: number }>(
      "select count(*)::int as waiting from mails where state in ('queued', 'sending')",
    );
    if (rows[0]?.waiting === 0) return;
    await pause(500);
  }
}
