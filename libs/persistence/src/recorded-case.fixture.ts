import { randomUUID } from 'node:crypto';
import type { RecordRequest } from '#libs/contracts';
import type { ActBody, ActorFacts, CaseEvent, CaseRows, ItemRow } from '#libs/domain';
import type { NewAct } from './acts.js';
import { hashAct } from './hash-act.js';

const at = Date.UTC(2026, 8, 1, 9);

export const director: ActorFacts = {
  person: 'P-001',
  organisation: 'OLV-01',
  roles: [],
  partners: [],
  functions: ['director'],
  channel: 'link',
  onBehalfOf: null,
};

export function completion(reference: string, task: string): ActBody {
  return { type: 'complete-task', task: `${reference}.${task}.1`, facts: { size: 3 }, documents: 0 };
}

/** An act of the director, ready for `Acts.store`. */
export function newAct(
  reference: string,
  request: string,
  body: ActBody,
  more: Partial<NewAct> = {},
): NewAct {
  return { id: randomUUID(), reference, request, actor: director, body, fingerprint: 'sent-once', ...more };
}

export function caseRows(reference: string, seq: number, more: Partial<CaseRows> = {}): CaseRows {
  return {
    case: {
      reference,
      seq,
      engine: 1,
      kind: 'technical-assistance',
      status: 'open',
      outcome: null,
      stage: 'enrolment',
      programme: 'CCP-MA',
      organisation: 'OLV-01',
      country: 'MA',
      coordinator: 'P-010',
      definition: 'sme-cleaner-production',
      definitionVersion: 1,
      openedAt: at,
      closedAt: null,
      due: at + 86_400_000,
      overdue: false,
      waitingOn: ['contact:director'],
      openIncidents: 0,
      suspendedAt: null,
      lastContactAt: null,
      promisedFor: null,
      place: null,
      rank: null,
      calendar: 'v1',
      nextWakeAt: null,
    },
    items: [],
    milestones: [],
    incidents: [],
    ...more,
  };
}

export function itemRow(reference: string, key: string, more: Partial<ItemRow> = {}): ItemRow {
  return {
    id: `${reference}.${key}.1`,
    reference,
    kind: 'task',
    key,
    stage: 'enrolment',
    round: 1,
    milestone: null,
    status: 'open',
    parties: [{ contact: 'director' }],
    excludedPersons: [],
    excludedOrganisations: [],
    voices: [],
    wanted: null,
    stoppedAt: null,
    silentUntil: null,
    transcribedAt: null,
    extension: null,
    openedAt: at,
    due: at + 86_400_000,
    revision: 0,
    remindersReached: 0,
    overdue: false,
    deferred: false,
    outcome: null,
    settledAt: null,
    settledBy: null,
    ordinal: 1,
    ...more,
  };
}

/** What the shell would send for an act (or, without one, for a wake) at `seq`. */
export function recordRequest(
  reference: string,
  seq: number,
  act: NewAct | null,
  more: { readonly events?: readonly CaseEvent[]; readonly rows?: Partial<CaseRows> } = {},
): RecordRequest {
  return {
    transition: {
      reference,
      seq,
      request: act?.request ?? null,
      engine: 1,
      at: at + seq,
      act: act && { id: act.id, hash: hashAct(act) },
      actor: act?.actor ?? null,
      events: more.events ?? [eventOf(reference, act?.body)],
    },
    body: act?.body ?? null,
    rows: caseRows(reference, seq, more.rows),
  };
}

function eventOf(reference: string, body: ActBody | undefined): CaseEvent {
  if (body?.type !== 'complete-task') return { type: 'item-overdue', item: `${reference}.application.1` };
  const { person, organisation, partners } = director;
  const { task: id, facts } = body;
  return { type: 'task-completed', id, facts, by: { person, organisation, partners } };
}

/** Opens a small real case of one stage with the tasks `options` and `choice`, both open. */
export function openingEvents(reference: string): readonly CaseEvent[] {
  const due = { from: 'opening', duration: { amount: 5, unit: 'days' } } as const;
  const task = (key: string) => ({
    key,
    title: key,
    assignee: { contact: 'director' } as const,
    after: [],
    due,
    ladder: 'none',
    facts: [],
  });
  const opened = (key: string) =>
    ({
      type: 'task-opened',
      id: `${reference}.${key}.1`,
      key,
      stage: 'action-plan',
      round: 1,
      due: at + 5 * 86_400_000,
    }) as const;
  return [
    {
      type: 'case-opened',
      rules: {
        key: 'small',
        version: 1,
        kind: 'technical-assistance',
        title: 'Small',
        ladders: { none: [] },
        stages: [{ key: 'action-plan', title: 'Plan', tasks: [task('options'), task('choice')] }],
        outcomes: [],
      },
      rulesHash: 'not checked here',
      calendar: {
        key: 'MA',
        version: 'test',
        timeZone: 'Africa/Casablanca',
        offsets: [{ from: 0, minutes: 60 }],
        weekend: [6, 7],
        holidays: [],
        hours: { opens: 540, closes: 1020 },
        horizon: { from: '2026-01-01', to: '2029-12-31' },
      },
      settings: {
        programme: 'CCP-MA',
        organisation: 'OLV-01',
        country: 'MA',
        sector: 'olives',
        coordinator: 'P-010',
        endsOn: '2028-06-30',
        closeOutDays: 60,
        reminderAt: 510,
        consoleUrl: `http://localhost/cases/${reference}`,
      },
    },
    { type: 'stage-entered', stage: 'action-plan' },
    opened('options'),
    opened('choice'),
  ];
}
