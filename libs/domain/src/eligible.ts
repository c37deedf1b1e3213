/** Somebody who may give a voice. */
export interface Candidate {
  readonly person: string;
  /** Null for somebody who stands for none; such voices are never of one organisation. */
  readonly organisation: string | null;
}

/** Voices that one entry of an approval still needs, and whoever may give them. */
export interface VoiceDemand {
  readonly candidates: readonly Candidate[];
  readonly need: number;
  /** No two voices of one organisation. */
  readonly distinct: boolean;
}

type Flow = Map<string, Map<string, number>>;

/**
 * Whether different people can give all the voices at once: nobody speaks twice, also not for two entries. A flow and no
 * count, because whoever is the only one for one entry is missing from another.
 */
export function canBeGiven(demands: readonly VoiceDemand[]): boolean {
  const needed = demands.reduce((sum, { need }) => sum + need, 0);
  const flow = flowOf(demands);
  for (let given = 0; given < needed; given++) if (!augment(flow, 'all', new Set())) return false;
  return true;
}

function flowOf(demands: readonly VoiceDemand[]): Flow {
  const flow: Flow = new Map();
  const lead = (from: string, to: string, capacity: number): void => {
    const ways = flow.get(from) ?? new Map<string, number>();
    flow.set(from, ways.set(to, capacity));
    const back = flow.get(to) ?? new Map<string, number>();
    if (!back.has(from)) flow.set(to, back.set(from, 0));
  };
  for (const [index, { candidates, need, distinct }] of demands.entries()) {
    const entry = `entry:${index}`;
    lead('all', entry, need);
    for (const { person, organisation } of candidates) {
      const group = `${entry}:${distinct && organisation !== null ? `of:${organisation}` : `person:${person}`}`;
      lead(entry, group, 1);
      lead(group, `person:${person}`, 1);
      lead(`person:${person}`, 'given', 1);
    }
  }
  return flow;
}

/** Finds one more way from a node to a voice given, taking back earlier choices where that helps. */
function augment(flow: Flow, node: string, seen: Set<string>): boolean {
  if (node === 'given') return true;
  seen.add(node);
  const ways = flow.get(node);
  for (const [next, capacity] of ways ?? []) {
    if (capacity === 0 || seen.has(next) || !augment(flow, next, seen)) continue;
    ways?.set(next, capacity - 1);
    flow.get(next)?.set(node, (flow.get(next)?.get(node) ?? 0) + 1);
    return true;
  }
  return false;
}
