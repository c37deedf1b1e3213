import { openIncidents, waiting } from './attributes.js';
import { excludedBy } from './exclusion.js';
import { definitionOf, itemsOf, type Item } from './lookup.js';
import type { CaseRow, CaseRows, CaseState, IncidentRow, ItemRow, MilestoneRow } from './model/index.js';
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
  const { rules, settings } = definition;
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
    coordinator: settings.coordinator,
    definition: rules.key,
    definitionVersion: rules.version,
    openedAt: state.openedAt ?? 0,
    closedAt: state.closedAt ?? null,
    due: Due,
    overdue: Overdue,
    waitingOn: WaitingOn,
    openIncidents: openIncidents(state),
    nextWakeAt: nextWake(state)?.at ?? null,
  };
}

function itemRow(state: CaseState, item: Item): ItemRow {
  const { id, key, stage, round, settledAt, by } = item.state;
  // Whom four-eyes keeps out matters only while someone may still act.
  const excluded = excludedBy(state, item.open ? item.exclude : undefined);
  return {
    id,
    reference: state.reference,
    key,
    stage,
    round,
    ...specifics(item),
    party: item.party,
    excludedPersons: excluded.persons,
    excludedOrganisations: excluded.organisations,
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
): Pick<ItemRow, 'kind' | 'milestone' | 'status' | 'openedAt' | 'deferred' | 'outcome'> {
  if (item.kind === 'task') {
    const { milestone, status, openedAt } = item.state;
    const outcome = status === 'waived' ? 'waived' : null;
    return { kind: 'task', milestone: milestone ?? null, status, openedAt, deferred: false, outcome };
  }
  const { status, askedAt, deferred, outcome } = item.state;
  return {
    kind: 'approval',
    milestone: null,
    status: status === 'decided' ? 'done' : status,
    openedAt: askedAt,
    deferred,
    outcome: outcome ?? null,
  };
}
