import type { DefinitionDocument } from './document.js';
import type { NodePath } from './yaml-source.js';

/** Where a definition file says what stands at a place of the compiled rules. */
export function documentPath(document: DefinitionDocument, rulesPath: NodePath): NodePath {
  if (rulesPath[0] === 'outcomes' && typeof rulesPath[1] === 'number') {
    // The rules hold only the outcomes that have a condition.
    const conditional = document.outcomes.flatMap((outcome, index) => (outcome.when ? [index] : []));
    return ['outcomes', conditional[rulesPath[1]] ?? 0, ...rulesPath.slice(2)];
  }
  if (rulesPath[0] !== 'stages') return rulesPath;
  const facts = rulesPath.indexOf('facts');
  if (facts >= 0) return [...rulesPath.slice(0, facts), 'form'];
  return rulesPath.flatMap((step) => (step === 'reopens' ? ['return', 'reopens'] : [step]));
}
