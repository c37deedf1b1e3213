import type { ActBody, Item } from '#libs/domain';
import type { ActWorld, RandomAct } from './random-acts.js';
import { randomActor } from './random-people.js';

/** A word of the sender's own, which must never come back in an event, a row or a refusal (I8, I15). */
export const secret = 'Fatima 0612345678';

/** Acts that no page of ours sends; the wrong types are the point. */
export function hostileAct({ chance, people }: ActWorld, item: Item | undefined): RandomAct {
  const id = item?.id ?? secret;
  const bodies: readonly unknown[] = [
    { type: 'complete-task', task: secret, facts: {}, documents: 0 },
    { type: 'complete-task', task: id, facts: { [secret]: secret }, documents: 0 },
    {
      type: 'complete-task',
      task: id,
      facts: { size: secret, startedOn: secret, plan: [{ key: secret }] },
      documents: 0,
    },
    { type: 'complete-task', task: id, facts: secret, documents: -1 },
    { type: 'transcribe', task: id, facts: { saving: secret }, documents: 1e9 },
    { type: 'decide', approval: id, outcome: 'return', reopens: [secret] },
    { type: 'decide', approval: id, outcome: 'approve', reopens: [], conditions: [{ date: secret }] },
    { type: 'decide', approval: id, outcome: secret, reopens: [] },
    { type: 'decide', approval: '__proto__', outcome: 'approve', reopens: [], comment: secret },
    { type: 'extend', task: id, until: secret },
    { type: 'suspend', item: secret, until: null },
    { type: 'log-contact', promised: secret, items: [secret] },
    { type: 'log-contact', promised: null, items: [secret] },
    { type: 'reopen', stage: secret },
    { type: 'report-incident', subject: secret },
    { type: 'resolve-incident', incident: 'constructor' },
    { type: 'replan', calendar: { [secret]: secret }, because: secret },
    { type: 'withdraw', reason: secret },
    { type: secret },
  ];
  return { actor: randomActor(chance, people, chance.pick(people)), body: chance.pick(bodies) as ActBody };
}
