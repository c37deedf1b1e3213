import type { Transition } from '#libs/domain';
import { transitions } from '../schema/index.js';
import { selectList } from '../table-sql.js';

/** A row of the log as the database gives it, without what is not part of the transition. */
export type TransitionRecord = Omit<typeof transitions.$inferSelect, 'confirmed' | 'recordedAt'>;

export const transitionKeys = [
  'reference',
  'seq',
  'request',
  'engine',
  'at',
  'actId',
  'actHash',
  'actor',
  'events',
] as const satisfies readonly (keyof TransitionRecord)[];

/** `select` list for {@link TransitionRecord}. */
export const transitionColumns = selectList(transitions, transitionKeys);

export function readTransition(row: TransitionRecord): Transition {
  const { reference, seq, request, engine, at, actId, actHash, actor, events } = row;
  const act = actId !== null && actHash !== null ? { id: actId, hash: actHash } : null;
  return { reference, seq, request, engine, at, act, actor, events };
}
