import { isOfParty } from './exclusion.js';
import type { ActorFacts, VoiceRule } from './model/index.js';

/**
 * How many of the voices needed these people can give, nobody more than one: the greatest flow from the entries, through their
 * organisations where those must differ, to the people.
 */
export function voicesFrom(people: readonly ActorFacts[], voices: readonly VoiceRule[]): number {
  const room = new Map<string, Map<string, number>>();
  const join = (from: string, to: string, capacity: number): void => {
    room.set(from, (room.get(from) ?? new Map<string, number>()).set(to, capacity));
    room.set(to, room.get(to) ?? new Map<string, number>());
  };
  for (const [index, { from, need, distinct }] of voices.entries()) {
    const entry = `entry ${index}`;
    join('start', entry, need);
    for (const actor of people.filter((each) => from.some((party) => isOfParty(party, each)))) {
      // Somebody of no organisation shares it with nobody.
      const house = `${entry} of ${actor.organisation ?? actor.person}`;
      join(entry, house, distinct ? 1 : need);
      join(house, actor.person, 1);
      join(actor.person, 'end', 1);
    }
  }
  let given = 0;
  while (push(room, 'start', new Set())) given++;
  return given;
}

/** Sends one voice from a node to the end where there is room, taking back earlier ones on its way. */
function push(room: Map<string, Map<string, number>>, node: string, seen: Set<string>): boolean {
  if (node === 'end') return true;
  seen.add(node);
  for (const [next, left] of room.get(node) ?? []) {
    if (left === 0 || seen.has(next) || !push(room, next, seen)) continue;
    room.get(node)?.set(next, left - 1);
    const back = room.get(next);
    back?.set(node, (back.get(node) ?? 0) + 1);
    return true;
  }
  return false;
}
