import type { ItemView } from '#libs/cases';
import type { FormDefinition } from '#libs/definitions';
import { decodeBody } from '../forms/form-encoding.js';
import { differingFields } from '../forms/stale.js';
import { declarationOf } from './declaration.js';
import { handoverOf } from './hand-over-desk.js';
import { requestOf } from './offers-desk.js';
import type { TaskState } from './task-desk.js';

type Body = Readonly<Record<string, unknown>>;

/** What was posted after a session or a link had ended: shown again where it was typed, and acted on only when it is sent again. */
export interface Unsent {
  readonly bodies: readonly Body[];
  /** Key of what the page says of it. */
  readonly notice: 'notice.resumed' | 'notice.kept';
}

/** Which form of a step's page was posted; null for a button beside which nothing is typed. */
export function formPosted({ do: act }: Body): 'form' | 'more-time' | 'hand-over' | null {
  if (act === 'more-time' || act === 'hand-over') return act;
  return act === 'confirm' || act === 'take-back' || act === 'fresh-link' ? null : 'form';
}

/** The page with all of it in its forms. */
export function resumed(
  untouched: TaskState,
  view: ItemView,
  form: FormDefinition,
  { bodies, notice }: Unsent,
): TaskState {
  const told = settledOr(view, notice);
  return bodies.reduce((state, body) => {
    switch (formPosted(body)) {
      case 'more-time':
        return { ...state, request: requestOf(body, notice), notice: state.notice ?? told };
      case 'hand-over':
        return { ...state, handover: handoverOf(body, notice), notice: state.notice ?? told };
      case 'form':
        return { ...state, ...refilled(view, form, body), notice: told };
      case null:
        return state;
    }
  }, untouched);
}

/** A settled step takes nothing more. */
export function settledOr({ item }: ItemView, notice: Unsent['notice']): string {
  return item.status === 'open' ? notice : 'notice.already-settled';
}

/** Where somebody else has saved since, both are shown at once, and the reader chooses. */
function refilled(
  { draftVersion, answers }: ItemView,
  form: FormDefinition,
  body: Body,
): Pick<TaskState, 'typed' | 'version' | 'stored' | 'declaration'> {
  const typed = decodeBody(form, body);
  const isOnTop = (Number(body['version'] ?? 0) || 0) === draftVersion;
  const differs = draftVersion > 0 && !isOnTop && differingFields(form, typed, answers).length > 0;
  return {
    ...{ typed, version: draftVersion, declaration: declarationOf(body) },
    stored: differs ? answers : null,
  };
}
