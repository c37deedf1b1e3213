import { checkApprovals } from './check-rules/approvals.js';
import { checkExclusions } from './check-rules/exclusions.js';
import { checkFacts } from './check-rules/facts.js';
import { checkKeys } from './check-rules/keys.js';
import { checkOrder } from './check-rules/order.js';
import type { RuleProblem } from './check-rules/problem.js';
import { survey } from './check-rules/survey.js';
import { checkTime } from './check-rules/time.js';
import type { CaseRules } from './model/index.js';
import { mismatchOfRules } from './rules-shape.js';

export type { RuleProblem } from './check-rules/problem.js';

/**
 * Everything that would keep a case of this definition from being travelled to its end; empty when `open` accepts it.
 * Survives any JSON: what is not shaped like rules at all gives the first such place only.
 */
export function checkRules(rules: CaseRules): readonly RuleProblem[] {
  const mismatch = mismatchOfRules(rules);
  if (mismatch) {
    const message = 'This is missing, unknown or of the wrong kind.';
    return [{ path: mismatch, code: 'rules.shape', message, remedy: 'See the reference of definitions.' }];
  }
  const problems: RuleProblem[] = [];
  const report = (path: RuleProblem['path'], code: string, message: string, remedy: string): void => {
    problems.push({ path, code, message, remedy });
  };
  const surveyed = survey(rules);
  checkKeys(surveyed, report);
  checkOrder(surveyed, report);
  checkFacts(surveyed, report);
  checkTime(surveyed, report);
  checkExclusions(surveyed, report);
  checkApprovals(surveyed, report);
  return problems;
}
