import { approvalRule, outcomeOf, voicesOf, wantedOf, type Wanted } from '../approval-rules.js';
import { isLocalDate, localDateAt } from '../business-time.js';
import { refuse, type Draft } from '../draft.js';
import { closeOutFrom } from '../due.js';
import { isOfParty } from '../exclusion.js';
import { itemOf, type Item } from '../lookup.js';
import type {
  ActCommand,
  ActorFacts,
  ApprovalOutcome,
  ApprovalRule,
  CaseEvent,
  ConditionFact,
  Voice,
} from '../model/index.js';
import { closeCase, invite, tellOutcome } from '../notices.js';
import { advance, askApproval, leaveStage, openConditions } from '../path.js';
import { stageRule } from '../task-rules.js';
import { followExtension } from './extension.js';
import { byOf, requireAssigned, requireOpen, requireOwnVoice } from './guards.js';

type DecideCommand = Extract<ActCommand, { type: 'decide' }>;
type ApprovalItem = Extract<Item, { kind: 'approval' }>;

/** Gives a voice on an approval; the last one that is needed decides. The only way past a stage that has one. */
export function decideApproval(draft: Draft, command: DecideCommand): void {
  requireOpen(draft);
  const item = itemOf(draft.state, command.approval);
  const rule = item?.kind === 'approval' ? approvalRule(draft.state, item.state) : undefined;
  // An unknown id is the client's own text: it is not repeated (I8).
  if (item?.kind !== 'approval' || !rule) return refuse('approval.unknown');
  const { id } = item;
  if (!item.open) refuse('approval.not-open', id);
  const { actor } = command;
  requireOwnVoice(actor, id);
  const open = spokenBy(item, rule, actor);
  requireAssigned(draft, actor, open);
  const voice = voiceOf(draft, open, rule, command);
  if (isSingle(rule, open)) {
    const { outcome, reopens, by } = voice;
    settle(draft, open, rule, { outcome, reopens, by }, [voice]);
    return;
  }
  giveVoice(draft, open, rule, voice);
}

/** What time or the waiting list decides, as a voice would have. */
export function settleByItself(
  draft: Draft,
  item: ApprovalItem,
  outcome: 'approve' | 'reject',
  because: 'expired' | 'place-freed',
): void {
  const rule = approvalRule(draft.state, item.state);
  if (!rule) return;
  // Conditions stand in approving voices only, ranks in deferring ones: what the others said asks for nothing here.
  settle(draft, item, rule, { outcome, reopens: [], because }, item.state.voices ?? []);
}

/** Who has spoken may change their mind, also when their entry needs nobody else. */
function spokenBy(item: ApprovalItem, rule: ApprovalRule, actor: ActorFacts): ApprovalItem {
  const seat = actor.onBehalfOf ?? actor.person;
  const own = item.state.voices?.find((voice) => voice.seat === seat);
  const from = own === undefined ? undefined : voicesOf(rule, item.state)[own.step]?.from;
  return from ? { ...item, parties: from } : item;
}

function isSingle(rule: ApprovalRule, { state }: ApprovalItem): boolean {
  const voices = voicesOf(rule, state);
  return voices.length === 1 && voices[0]?.among === 1;
}

function voiceOf(draft: Draft, item: ApprovalItem, rule: ApprovalRule, command: DecideCommand): Voice {
  const { actor, outcome, rank } = command;
  const { id } = item;
  if (!rule.outcomes.includes(outcome)) refuse('approval.outcome-not-offered', id);
  if (rule.reasons?.includes(outcome) && command.reasoned !== true) refuse('approval.reason-missing', id);
  if (rule.quota && outcome === 'defer' && rank === undefined) refuse('approval.rank-missing', id);
  const seat = actor.onBehalfOf ?? actor.person;
  return {
    seat,
    step: stepOf(item, rule, actor, seat),
    outcome,
    by: byOf(actor),
    at: draft.now,
    reopens: outcome === 'return' ? chosenTasks(rule, command) : [],
    conditions: outcome === 'approve' ? checkedConditions(draft, id, rule, command.conditions ?? []) : [],
    ...(rule.quota && outcome === 'defer' && rank !== undefined ? { rank } : {}),
  };
}

/** The entry a voice counts for; refuses a second voice of one human or, where the rule says so, of one organisation. */
function stepOf(item: ApprovalItem, rule: ApprovalRule, actor: ActorFacts, seat: string): number {
  const { voices = [] } = item.state;
  const humans = [actor.person, seat];
  if (
    voices.some(
      (voice) => voice.seat !== seat && [voice.seat, voice.by.person].some((each) => humans.includes(each)),
    )
  )
    refuse('approval.voice-twice', item.id);
  const earlier = voices.find((voice) => voice.seat === seat);
  if (earlier) return earlier.step;
  const wanted = wantedOf(rule, item.state).filter(({ from }) =>
    from.some((party) => isOfParty(party, actor)),
  );
  const free = wanted.find((each) => isFree(each, actor));
  if (free) return free.step;
  return refuse('approval.organisation-twice', item.id);
}

function isFree({ distinct, given }: Wanted, actor: ActorFacts): boolean {
  if (distinct === undefined) return true;
  const organisation = actor.behalfOrganisation ?? actor.organisation;
  return (
    organisation === null ||
    !given.some(({ by }) => (by.behalfOrganisation ?? by.organisation) === organisation)
  );
}

function chosenTasks(rule: ApprovalRule, command: DecideCommand): readonly string[] {
  if (command.reopens.length === 0) return rule.reopens;
  if (command.reopens.some((key) => !rule.reopens.includes(key)))
    refuse('approval.reopens-unknown', command.approval);
  return rule.reopens.filter((key) => command.reopens.includes(key));
}

function checkedConditions(
  draft: Draft,
  id: string,
  rule: ApprovalRule,
  conditions: readonly ConditionFact[],
): readonly ConditionFact[] {
  if (conditions.length > 0 && !rule.conditions) refuse('approval.conditions-not-offered', id);
  const { calendar, settings } = draft.definition;
  for (const { date } of conditions) {
    const possible =
      isLocalDate(date) && date > localDateAt(calendar, draft.now) && date <= closeOutFrom(settings);
    if (!possible) refuse('approval.condition-date', id);
  }
  return conditions;
}

/** Records one voice of several, and decides when the last one that matters is in. */
function giveVoice(draft: Draft, item: ApprovalItem, rule: ApprovalRule, voice: Voice): void {
  const { at: _, ...said } = voice;
  draft.emit({ type: 'voice-given', id: item.id, ...said });
  const after = draft.state.approvals[item.id];
  if (!after) return;
  const outcome = outcomeOf(rule, after);
  if (outcome === undefined) {
    invite(draft, item.id);
    return;
  }
  const agreeing = (after.voices ?? []).filter((each) => each.outcome === outcome);
  const reopens = rule.reopens.filter((key) => agreeing.some((each) => each.reopens.includes(key)));
  settle(draft, item, rule, { outcome, reopens, by: voice.by }, agreeing);
}

type Settled = Pick<
  Extract<CaseEvent, { type: 'approval-decided' }>,
  'outcome' | 'reopens' | 'by' | 'because'
>;

function settle(
  draft: Draft,
  item: ApprovalItem,
  rule: ApprovalRule,
  settled: Settled,
  voices: readonly Voice[],
): void {
  const { id, state } = item;
  draft.emit({ type: 'approval-decided', id, ...settled });
  for (const incident of Object.values(draft.state.incidents)) {
    if (
      incident.kind === 'no-eligible-decider' &&
      incident.subject === id &&
      incident.resolvedAt === undefined
    )
      draft.emit({ type: 'incident-resolved', id: incident.id });
  }
  if (state.extension) {
    const { outcome, by = state.extension.by } = settled;
    followExtension(draft, id, state.extension, { outcome, by });
    return;
  }
  tellOutcome(
    draft,
    id,
    voicesOf(rule, state).flatMap(({ from }) => from),
    settled.outcome,
  );
  follow(draft, item, rule, settled.outcome, voices);
}

function follow(
  draft: Draft,
  { id, state }: ApprovalItem,
  rule: ApprovalRule,
  outcome: ApprovalOutcome,
  voices: readonly Voice[],
): void {
  const stage = stageRule(draft.definition.rules, state.stage);
  if (!stage) return;
  switch (outcome) {
    case 'approve': {
      const conditions = voices.flatMap((voice) => voice.conditions);
      leaveStage(draft, stage, 'approved', (next) => openConditions(draft, next, { id, rule }, conditions));
      return;
    }
    case 'return':
      advance(draft);
      return;
    case 'defer': {
      const ranks = voices.flatMap(({ rank }) => rank ?? []);
      askApproval(draft, stage, rule, {
        deferred: true,
        ...(ranks.length === 0 ? {} : { rank: Math.min(...ranks) }),
      });
      return;
    }
    case 'reject':
      if (rule.reject && 'continues' in rule.reject) {
        leaveStage(draft, stage, 'rejected');
        return;
      }
      draft.emit({ type: 'stage-left', stage: stage.key, outcome: 'rejected' });
      closeCase(draft, rule.reject?.closes ?? 'rejected', true);
  }
}
