import type { DecideApprovalInput, ItemView } from '#libs/cases';
import { textOf } from '../http/form-post.js';

/** A condition as typed; half typed while it is being corrected. */
export interface TypedCondition {
  readonly text: string;
  readonly date: string;
}

/** What was typed on a decision page. */
export interface TypedDecision {
  readonly outcome: string;
  readonly reason: string;
  readonly conditions: readonly TypedCondition[];
  readonly reopens: readonly string[];
  readonly rank: string;
}

/** Parts of a decision page that can be wrong. */
export type DecisionPart = 'outcome' | 'reason' | 'rank' | `conditions-${number}`;
export type DecisionProblems = Readonly<Partial<Record<DecisionPart, string>>>;

/** Conditions of one approval: more than anybody keeps in mind. */
const mostConditions = 20;

export const emptyDecision: TypedDecision = {
  outcome: '',
  reason: '',
  conditions: [],
  reopens: [],
  rank: '',
};

/** Reads `outcome`, `reason`, `rank`, `reopens` (repeated) and `conditions.0.text`, `conditions.0.date` … from a posted body. */
export function decisionOf(body: Readonly<Record<string, unknown>>): TypedDecision {
  const rows = Array.from({ length: mostConditions }, (_, row) => ({
    text: textOf(body[`conditions.${row}.text`]),
    date: textOf(body[`conditions.${row}.date`]),
  }));
  return {
    outcome: textOf(body['outcome']),
    reason: textOf(body['reason']),
    conditions: rows.filter((row) => row.text !== '' || row.date !== ''),
    reopens: [body['reopens'] ?? []].flat().filter((key): key is string => typeof key === 'string'),
    rank: textOf(body['rank']),
  };
}

/** The same as inputs of a form, for the page that reads a decision back. */
export function decisionFields(typed: TypedDecision): readonly (readonly [string, string])[] {
  return [
    ['outcome', typed.outcome],
    ['reason', typed.reason],
    ['rank', typed.rank],
    ...typed.reopens.map((key) => ['reopens', key] as const),
    ...typed.conditions.flatMap((row, index) => [
      [`conditions.${index}.text`, row.text] as const,
      [`conditions.${index}.date`, row.date] as const,
    ]),
  ];
}

/** What is missing before the decision can be read back: a message key for each part. */
export function problemsOf({ decision }: Pick<ItemView, 'decision'>, typed: TypedDecision): DecisionProblems {
  const outcome = decision?.outcomes.find((offered) => offered === typed.outcome);
  if (!decision || outcome === undefined) return { outcome: 'problem.outcome' };
  const problems: Partial<Record<DecisionPart, string>> = {};
  if (decision.reasoned.includes(outcome) && typed.reason === '') problems.reason = 'problem.reason';
  if (outcome === 'defer' && decision.ranked && !/^[1-9]\d{0,3}$/.test(typed.rank))
    problems.rank = 'problem.rank';
  if (outcome === 'approve')
    typed.conditions.forEach((row, index) => {
      if (row.text === '' || row.date === '') problems[`conditions-${index}`] = 'problem.condition';
    });
  return problems;
}

/** What the use case takes: conditions of an approval only, steps to redo of a return only, a rank of a deferral only. */
export function decisionInput(
  { item, decision }: Pick<ItemView, 'item' | 'decision'>,
  { outcome, reason, conditions, reopens, rank }: TypedDecision,
): DecideApprovalInput {
  return {
    item: item.id,
    outcome,
    ...(reason && { reason }),
    ...(outcome === 'approve' && conditions.length > 0 && { conditions }),
    ...(outcome === 'return' && { reopens }),
    ...(outcome === 'defer' && decision?.ranked && { rank: Number(rank) }),
  };
}
