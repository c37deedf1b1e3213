import { taskRule, stageRule } from './task-rules.js';
import type {
  ApprovalOutcome,
  ApprovalRule,
  ApprovalState,
  CaseState,
  Party,
  Voice,
  VoiceRule,
} from './model/index.js';

/** The rule of an approval round. A request for more time is an approval as well, made from its task's rule. */
export function approvalRule(state: CaseState, approval: ApprovalState): ApprovalRule | undefined {
  if (!state.rules) return undefined;
  if (!approval.extension) return stageRule(state.rules, approval.stage)?.approval;
  const { task: id, until } = approval.extension;
  const task = Object.hasOwn(state.tasks, id) ? state.tasks[id] : undefined;
  const rule = task && taskRule(state.rules, task);
  if (!rule?.extension) return undefined;
  const { decider, due, ladder } = rule.extension;
  return {
    key: approval.key,
    title: `${rule.title} → ${until}`,
    decider,
    outcomes: ['approve', 'reject'],
    due,
    ladder,
    reopens: [],
  };
}

/** Key of the approval that decides whether a task's due date moves. */
export function extensionKey(task: string): string {
  return `extension-${task}`;
}

/** Whose voices the round needs: after it has expired for them, one of whom it passed to. */
export function voicesOf(
  rule: Pick<ApprovalRule, 'decider' | 'voices'>,
  approval?: Pick<ApprovalState, 'passedTo'>,
): readonly VoiceRule[] {
  const single = (party: Party): readonly VoiceRule[] => [{ from: [party], need: 1, among: 1 }];
  if (approval?.passedTo) return single(approval.passedTo);
  return rule.voices ?? (rule.decider ? single(rule.decider) : []);
}

/** A voice rule with what is still missing from it. */
export interface Wanted extends VoiceRule {
  readonly step: number;
  readonly given: readonly Voice[];
  /** Approvals still missing. */
  readonly missing: number;
}

/** The voices still wanted now; in a sequence, those of the first entry that is not complete. */
export function wantedOf(rule: ApprovalRule, approval: ApprovalState): readonly Wanted[] {
  const open = voicesOf(rule, approval)
    .map((voice, step): Wanted => {
      const given = (approval.voices ?? []).filter((each) => each.step === step);
      const approvals = given.filter(({ outcome }) => outcome === 'approve').length;
      return { step, given, missing: voice.need - approvals, ...voice };
    })
    .filter(({ missing }) => missing > 0);
  return rule.order === 'sequence' && approval.passedTo === undefined ? open.slice(0, 1) : open;
}

/** From the gravest; an objection that is heard decides over milder ones. */
const gravity: readonly ApprovalOutcome[] = ['reject', 'return', 'defer'];

/** The outcome that the voices given amount to; undefined while it is open. */
export function outcomeOf(rule: ApprovalRule, approval: ApprovalState): ApprovalOutcome | undefined {
  const wanted = wantedOf(rule, approval);
  if (wanted.length === 0) return 'approve';
  const objections = wanted.flatMap(({ given, among, need }) => {
    const against = given.filter(({ outcome }) => outcome !== 'approve');
    return against.length > among - need ? against : [];
  });
  return gravity.find((each) => objections.some(({ outcome }) => outcome === each));
}
