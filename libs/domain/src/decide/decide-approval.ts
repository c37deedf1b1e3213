import { refuse, type Draft } from '../draft.js';
import { approvalRule, stageRule } from '../lookup.js';
import type { ActCommand, ApprovalRule, StageRule } from '../model/index.js';
import { closeCase, tellOutcome } from '../notices.js';
import { advance, askApproval, leaveStage } from '../path.js';
import { byOf, requireAssigned, requireOpen } from './guards.js';

type DecideCommand = Extract<ActCommand, { type: 'decide' }>;

/** Takes a decision on an approval; the only way past a stage that has one. */
export function decideApproval(draft: Draft, command: DecideCommand): void {
  requireOpen(draft);
  const { rules } = draft.definition;
  const known = Object.hasOwn(draft.state.approvals, command.approval);
  const approval = known ? draft.state.approvals[command.approval] : undefined;
  const stage = approval && stageRule(rules, approval.stage);
  const rule = approval && approvalRule(rules, approval);
  // An unknown id is the client's own text: it is not repeated (I8).
  if (!approval || !stage || !rule) return refuse('approval.unknown');
  const { id } = approval;
  if (approval.status !== 'open') refuse('approval.not-open', id);
  requireAssigned(draft, command.actor, rule.decider, rule.exclude, id);
  const { outcome } = command;
  if (!rule.outcomes.includes(outcome)) refuse('approval.outcome-not-offered', id);
  const reopens = outcome === 'return' ? chosenTasks(rule, command) : [];
  draft.emit({ type: 'approval-decided', id, outcome, reopens, by: byOf(command.actor) });
  tellOutcome(draft, id, rule.decider, outcome);
  follow(draft, stage, rule, outcome);
}

function chosenTasks(rule: ApprovalRule, command: DecideCommand): readonly string[] {
  if (command.reopens.length === 0) return rule.reopens;
  if (command.reopens.some((key) => !rule.reopens.includes(key)))
    refuse('approval.reopens-unknown', command.approval);
  return rule.reopens.filter((key) => command.reopens.includes(key));
}

function follow(draft: Draft, stage: StageRule, rule: ApprovalRule, outcome: DecideCommand['outcome']): void {
  switch (outcome) {
    case 'approve':
      leaveStage(draft, stage, 'approved');
      return;
    case 'return':
      advance(draft);
      return;
    case 'defer':
      askApproval(draft, stage, rule, rule.defer ?? rule.due, true);
      return;
    case 'reject':
      if (rule.reject && 'continues' in rule.reject) {
        leaveStage(draft, stage, 'rejected');
        return;
      }
      draft.emit({ type: 'stage-left', stage: stage.key, outcome: 'rejected' });
      closeCase(draft, rule.reject?.closes ?? 'rejected');
  }
}
