import { openIncidents, waiting } from './attributes.js';
import { approvalRule, wantedOf } from './approval-rules.js';
import { excludedFrom } from './exclusion.js';
import { definitionOf, itemsOf, type Item } from './lookup.js';
import type {
  CaseRow,
  CaseRows,
  CaseState,
  IncidentRow,
  ItemRow,
  MilestoneRow,
  VoiceRow,
  WantedVoices,
} from './model/index.js';
import { nextWake } from './next-wake.js';

/** Everything people read about a case. Throws a RangeError for a case that was never opened: it has no rows. */
export function project(state: CaseState): CaseRows {
  return { case: caseRow(state), ...otherRows(state) };
}

/** The case row, and of the other rows those that `after` adds or changes; rows never disappear. */
export function changedRows(before: CaseState, after: CaseState): CaseRows {
  const old = otherRows(before);
  const rows = otherRows(after);
  return {
    case: caseRow(after),
    items: changed(old.items, rows.items),
    milestones: changed(old.milestones, rows.milestones),
    incidents: changed(old.incidents, rows.incidents),
  };
}

function otherRows(state: CaseState): Omit<CaseRows, 'case'> {
  const { reference } = state;
  return {
    items: itemsOf(state).map((item) => itemRow(state, item)),
    milestones: Object.values(state.milestones).map(({ key, date, status, outcome }): MilestoneRow => ({
      reference,
      key,
      date,
      status,
      outcome: outcome ?? null,
    })),
    incidents: Object.values(state.incidents).map(
      ({ id, kind, subject, raisedAt, resolvedAt }): IncidentRow => ({
        id,
        reference,
        kind,
        subject,
        raisedAt,
        resolvedAt: resolvedAt ?? null,
      }),
    ),
  };
}

function changed<Row>(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  const known = new Set(before.map((row) => JSON.stringify(row)));
  return after.filter((row) => !known.has(JSON.stringify(row)));
}

function caseRow(state: CaseState): CaseRow {
  const definition = definitionOf(state);
  if (!definition || state.status === 'new') {
    throw new RangeError(`${state.reference} was never opened`);
  }
  const { rules, settings, calendar } = definition;
  const { WaitingOn, Due, Overdue } = waiting(state);
  return {
    reference: state.reference,
    seq: state.seq,
    engine: state.engine,
    kind: rules.kind,
    status: state.status,
    outcome: state.outcome ?? null,
    stage: state.stage ?? null,
    programme: settings.programme,
    organisation: settings.organisation,
    country: settings.country,
    coordinator: settings.coordinator,
    definition: rules.key,
    definitionVersion: rules.version,
    openedAt: state.openedAt ?? 0,
    closedAt: state.closedAt ?? null,
    due: Due,
    overdue: Overdue,
    waitingOn: WaitingOn,
    openIncidents: openIncidents(state),
    suspendedAt: state.suspendedAt ?? null,
    lastContactAt: state.lastContact?.at ?? null,
    promisedFor: state.lastContact?.promised ?? null,
    ...placeOf(state),
    calendar: calendar.version,
    nextWakeAt: nextWake(state)?.at ?? null,
  };
}

function itemRow(state: CaseState, item: Item): ItemRow {
  const { id, key, stage, round, settledAt, by } = item.state;
  // Whom four-eyes keeps out matters only while someone may still act.
  const excluded = item.open ? excludedFrom(state, item) : { persons: [], organisations: [] };
  return {
    id,
    reference: state.reference,
    key,
    stage,
    round,
    ...specifics(item),
    parties: item.parties,
    excludedPersons: excluded.persons,
    excludedOrganisations: excluded.organisations,
    voices: voicesOf(item),
    wanted: wantedIn(state, item),
    // What is over has no clock.
    stoppedAt: (item.open ? item.stoppedAt : undefined) ?? null,
    silentUntil: (item.open ? item.silentUntil : undefined) ?? null,
    due: item.due,
    revision: item.revision,
    remindersReached: item.rung,
    overdue: item.overdue,
    settledAt: settledAt ?? null,
    settledBy: by?.person ?? null,
    ordinal: item.ordinal,
  };
}

function specifics(
  item: Item,
): Pick<
  ItemRow,
  'kind' | 'milestone' | 'status' | 'openedAt' | 'deferred' | 'outcome' | 'transcribedAt' | 'extension'
> {
  if (item.kind === 'task') {
    const { milestone, status, openedAt, transcript } = item.state;
    return {
      kind: 'task',
      milestone: milestone ?? null,
      status,
      openedAt,
      deferred: false,
      outcome: status === 'waived' ? 'waived' : null,
      transcribedAt: transcript?.at ?? null,
      extension: null,
    };
  }
  const { status, askedAt, deferred, outcome, extension } = item.state;
  return {
    kind: 'approval',
    milestone: null,
    status: status === 'decided' ? 'done' : status,
    openedAt: askedAt,
    deferred,
    outcome: outcome ?? null,
    transcribedAt: null,
    extension: extension ?? null,
  };
}

function voicesOf(item: Item): readonly VoiceRow[] {
  if (item.kind === 'task') return [];
  return (item.state.voices ?? []).map(({ seat, by, outcome, at }) => ({
    seat,
    person: by.person,
    outcome,
    at,
  }));
}

function wantedIn(state: CaseState, item: Item): readonly WantedVoices[] | null {
  const rule = item.kind === 'approval' && item.open ? approvalRule(state, item.state) : undefined;
  if (item.kind === 'task' || !rule) return null;
  return wantedOf(rule, item.state).map(({ from, missing, distinct }) => ({
    from,
    need: missing,
    distinct: distinct !== undefined,
  }));
}

function placeOf(state: CaseState): Pick<CaseRow, 'place' | 'rank'> {
  if (state.place) return { place: 'held', rank: null };
  const waiting = Object.values(state.approvals).find(
    ({ status, rank }) => status === 'open' && rank !== undefined,
  );
  return waiting ? { place: 'waiting', rank: waiting.rank ?? null } : { place: null, rank: null };
}
