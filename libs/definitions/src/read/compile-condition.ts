import type { Condition } from '#libs/domain';
import type { ConditionDocument } from './document.js';
import type { NodePath, Report } from './yaml-source.js';

const remedy =
  'Write one of `{fact: x, is: yes}`, `{fact: x, in: [a, b]}`, `{fact: n, atLeast: 1}`, `{fact: n, atMost: 9}`, `{known: x}`, `{prepared: task, partner: technical-centre}`, `{not: …}`, `{all: […]}`, `{any: […]}`.';

/** Exactly one of the closed set of predicates; anything else is reported and counts as never true. */
export function compileCondition(document: ConditionDocument, path: NodePath, report: Report): Condition {
  const { fact, is, atLeast, atMost, known, prepared, partner, not, all, any } = document;
  const within = (key: string, items: readonly ConditionDocument[]): Condition[] =>
    items.map((item, index) => compileCondition(item, [...path, key, index], report));
  switch (Object.keys(document).sort().join(' ')) {
    case 'fact is':
      if (fact !== undefined && is !== undefined) return { fact, is };
      break;
    case 'fact in':
      if (fact !== undefined && document.in) return { fact, in: document.in };
      break;
    case 'atLeast fact':
      if (fact !== undefined && atLeast !== undefined) return { fact, atLeast };
      break;
    case 'atMost fact':
      if (fact !== undefined && atMost !== undefined) return { fact, atMost };
      break;
    case 'known':
      if (known !== undefined) return { known };
      break;
    case 'partner prepared':
      if (prepared !== undefined && partner !== undefined) return { prepared, partner };
      break;
    case 'not':
      if (not) return { not: compileCondition(not, [...path, 'not'], report) };
      break;
    case 'all':
      if (all) return { all: within('all', all) };
      break;
    case 'any':
      if (any) return { any: within('any', any) };
      break;
    default:
  }
  report(
    path,
    'condition.unreadable',
    `This is not a condition: it has the keys ${Object.keys(document).join(', ')}.`,
    remedy,
  );
  return { any: [] };
}
