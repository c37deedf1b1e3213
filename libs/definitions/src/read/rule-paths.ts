import { rungsIn } from './compile-ladder.js';
import type { DefinitionDocument } from './document.js';
import type { NodePath } from './yaml-source.js';

/** Where a definition file says what stands at a place of the compiled rules. */
export function documentPath(document: DefinitionDocument, rulesPath: NodePath): NodePath {
  if (rulesPath[0] === 'outcomes' && typeof rulesPath[1] === 'number') {
    // The rules hold only the outcomes that have a condition.
    const conditional = document.outcomes.flatMap((outcome, index) => (outcome.when ? [index] : []));
    return ['outcomes', conditional[rulesPath[1]] ?? 0, ...rulesPath.slice(2)];
  }
  if (rulesPath[0] === 'ladders') return ladderPath(document, rulesPath);
  if (rulesPath[0] !== 'stages') return rulesPath;
  const facts = rulesPath.indexOf('facts');
  if (facts >= 0) return [...rulesPath.slice(0, facts), 'form'];
  return rulesPath.flatMap((step) => (step === 'reopens' ? ['return', 'reopens'] : [step]));
}

/** A repeated rung stands in the file once. */
function ladderPath({ ladders }: DefinitionDocument, rulesPath: NodePath): NodePath {
  const [, name = '', rung] = rulesPath;
  const written = ladders[name];
  if (typeof rung !== 'number' || !written) return rulesPath;
  const entries = written.flatMap((entry, index) =>
    Array.from({ length: rungsIn(entry) }, () => ({ entry, index })),
  );
  const found = entries[rung];
  if (!found) return rulesPath.slice(0, 2);
  const when = found.entry.before === undefined ? 'after' : 'before';
  return [
    ...rulesPath.slice(0, 2),
    found.index,
    ...rulesPath.slice(3).map((step) => (step === 'duration' ? when : step)),
  ];
}
