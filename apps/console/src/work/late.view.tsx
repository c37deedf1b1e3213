import { AnswersView } from '../forms/answers.view.js';
import type { FormContext } from '../forms/form-context.js';
import { differingFields } from '../forms/stale.js';
import { TypedBack, TypedLines } from '../layout/typed-back.view.js';
import { dayText } from '../text/messages.js';
import { toneOf } from './item-notices.js';
import { Receipt } from './item-parts.view.js';
import { mayAskForTime } from './more-time.view.js';
import type { TaskViewProps } from './task.view.js';

/** What was typed in the smaller forms of the page, where they are not on it any more. */
export function Stranded({ view, state, speech }: Pick<TaskViewProps, 'view' | 'state' | 'speech'>) {
  const { request, handover } = state;
  const words = [
    ...(request && !mayAskForTime(view) ? [dayText(speech, request.until), request.reason] : []),
    ...(handover && !view.may.handOver ? [handover.name, handover.function, handover.email] : []),
  ].filter((line) => line !== '');
  if (words.length === 0) return null;
  return (
    <TypedBack how="call" speech={speech}>
      <TypedLines words={words} />
    </TypedBack>
  );
}

/** What was typed in the form and cannot be handed in any more, as far as it says something else. */
export function Late({
  view,
  form,
  state,
  context,
}: Pick<TaskViewProps, 'view' | 'form' | 'state'> & { readonly context: FormContext }) {
  const isTyped = state.notice !== null && toneOf(state.notice) !== 'good';
  const late = isTyped ? differingFields(form, state.typed, view.answers) : [];
  if (late.length === 0) return null;
  return (
    <TypedBack how="call" speech={context.speech}>
      <AnswersView context={context} form={form} answers={state.typed} only={late} />
    </TypedBack>
  );
}

/** Receipt, what was handed in, and what a late reader had typed meanwhile. */
export function Settled({
  view,
  form,
  state,
  door,
  context,
}: Pick<TaskViewProps, 'view' | 'form' | 'state' | 'door'> & { readonly context: FormContext }) {
  const { speech } = context;
  return (
    <>
      <Receipt view={view} door={door} speech={speech} />
      <Late {...{ view, form, state, context }} />
      {view.item.status === 'done' && (
        <section>
          <h2>{speech.say('receipt.content')}</h2>
          <AnswersView context={context} form={form} answers={view.answers} />
        </section>
      )}
    </>
  );
}
