import { companyCalendar } from './business-time.js';
import { approvalRule, wantedOf, voicesOf } from './approval-rules.js';
import { rungMoments } from './ladder.js';
import type {
  ApprovalRule,
  ApprovalState,
  CalendarSnapshot,
  CaseRules,
  CaseSettings,
  CaseState,
  Dated,
  Exclusion,
  Instant,
  Party,
  Rung,
  TaskRule,
  TaskState,
} from './model/index.js';
import { taskRule } from './task-rules.js';

/** What an opened case carries for life. */
export interface Definition {
  readonly rules: CaseRules;
  readonly calendar: CalendarSnapshot;
  readonly settings: CaseSettings;
}

/** Null before the case was opened. */
export function definitionOf(state: CaseState): Definition | null {
  const { rules, calendar, settings } = state;
  return rules && calendar && settings ? { rules, calendar, settings } : null;
}

/** A task or an approval with what its rule says, for everything that treats both alike. */
export type Item = ItemFields &
  (
    | { readonly kind: 'task'; readonly state: TaskState }
    | { readonly kind: 'approval'; readonly state: ApprovalState }
  );

interface ItemFields extends Dated {
  readonly id: string;
  readonly title: string;
  readonly open: boolean;
  /** Since when it waits. */
  readonly openedAt: Instant;
  /** Who may act now; of an approval, whose voices are still wanted. */
  readonly parties: readonly Party[];
  /** The company's contacts owe it, so the company's production season is no time for it. */
  readonly company: boolean;
  readonly ladder: readonly Rung[];
  readonly exclude: Exclusion | undefined;
  /** Settles itself at its due instant. */
  readonly waives: boolean;
}

/** Every task and approval the case ever had, in order of opening. */
export function itemsOf(state: CaseState): readonly Item[] {
  const ids = [...Object.keys(state.tasks), ...Object.keys(state.approvals)];
  return ids.flatMap((id) => itemOf(state, id) ?? []).sort((a, b) => a.ordinal - b.ordinal);
}

/** One task or approval by id. */
export function itemOf(state: CaseState, id: string): Item | undefined {
  const { rules } = state;
  if (!rules) return undefined;
  const task = Object.hasOwn(state.tasks, id) ? state.tasks[id] : undefined;
  const ofTask = task && taskRule(rules, task);
  if (task && ofTask) return taskItem(rules, task, ofTask);
  const approval = Object.hasOwn(state.approvals, id) ? state.approvals[id] : undefined;
  const ofApproval = approval && approvalRule(state, approval);
  return approval && ofApproval && approvalItem(rules, approval, ofApproval);
}

/** Those that wait for someone. */
export function openItems(state: CaseState): readonly Item[] {
  // Asked for at every step, while settled rounds only ever grow in number.
  const open = [...Object.values(state.tasks), ...Object.values(state.approvals)].filter(
    ({ status }) => status === 'open',
  );
  return open.flatMap(({ id }) => itemOf(state, id) ?? []).sort((a, b) => a.ordinal - b.ordinal);
}

/** The days that count for an item: the company's own calendar for what its contacts owe. */
export function calendarOf(calendar: CalendarSnapshot, item: Pick<Item, 'company'>): CalendarSnapshot {
  return item.company ? companyCalendar(calendar) : calendar;
}

/** The moments of an item's ladder at its present due date. */
export function momentsOf({ calendar, settings }: Definition, item: Item): readonly Instant[] {
  return rungMoments(calendarOf(calendar, item), settings, item.ladder, item.due);
}

/** Whether every one of the parties is a contact of the case's own company. */
export function isCompany(parties: readonly Party[]): boolean {
  return parties.length > 0 && parties.every((party) => 'contact' in party);
}

/** Each party once, without those that `but` names already. */
export function distinctParties(parties: readonly Party[], but: readonly Party[] = []): readonly Party[] {
  const seen = new Set(but.map(partyKey));
  return parties.filter((party) => {
    const key = partyKey(party);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** Parties come from JSON, whose fields stand in any order. */
function partyKey(party: Party): string {
  return JSON.stringify(Object.entries(party).sort());
}

function ladderOf(rules: CaseRules, key: string): readonly Rung[] {
  return Object.hasOwn(rules.ladders, key) ? (rules.ladders[key] ?? []) : [];
}

function taskItem(rules: CaseRules, task: TaskState, rule: TaskRule): Item {
  return {
    kind: 'task',
    title: rule.title,
    open: task.status === 'open',
    parties: [rule.assignee],
    company: isCompany([rule.assignee]),
    ladder: ladderOf(rules, rule.ladder),
    exclude: rule.exclude,
    waives: rule.onOverdue === 'waive',
    state: task,
    ...task,
  };
}

function approvalItem(rules: CaseRules, approval: ApprovalState, rule: ApprovalRule): Item {
  return {
    kind: 'approval',
    title: rule.title,
    open: approval.status === 'open',
    openedAt: approval.askedAt,
    parties: wantedOf(rule, approval).flatMap(({ from }) => from),
    company: isCompany(voicesOf(rule, approval).flatMap(({ from }) => from)),
    ladder: ladderOf(rules, rule.ladder),
    exclude: rule.exclude,
    waives: false,
    state: approval,
    ...approval,
  };
}
