import type { ItemView } from '#libs/cases';
import type { FormDefinition } from '#libs/definitions';
import { AnswerView } from '../forms/answers.view.js';
import { Changes } from './changes.view.js';
import type { FormContext } from '../forms/form-context.js';
import { words } from '../forms/form-context.js';
import { FormFields, ProblemSummary } from '../forms/form.view.js';
import { chooserName, differingFields } from '../forms/stale.js';
import type { Speech } from '../text/messages.js';
import { WhoSubmits } from './declaration.view.js';
import { HandedTo, HandOver } from './hand-over.view.js';
import { toneOf } from './item-notices.js';
import {
  Hidden,
  ItemFacts,
  Notice,
  noticeText,
  Prerequisites,
  Returned,
  type Door,
} from './item-parts.view.js';
import { Late, Settled, Stranded } from './late.view.js';
import { MoreTime } from './more-time.view.js';
import { partyText } from './party-text.js';
import type { Reader } from './reader.js';
import type { TaskState } from './task-desk.js';
import { Transcript } from '../transcription/transcript.view.js';

export interface TaskViewProps {
  readonly view: ItemView;
  readonly form: FormDefinition;
  readonly state: TaskState;
  readonly reader: Reader;
  readonly door: Door;
  readonly speech: Speech;
  readonly firstMonth: string;
  /** Key of this rendering, see `requestKey`. */
  readonly formKey: string;
}

/** A task: what is asked and why, by when, whom to call, who reads it, and the form; its receipt once it is settled. */
export function TaskView({ view, form, state, reader, door, speech, firstMonth, formKey }: TaskViewProps) {
  const context: FormContext = {
    speech,
    form,
    typed: state.typed,
    problems: state.problems,
    currency: view.currency,
    documents: view.documents,
    documentHref: door.documentHref,
    offered: view.sourceRows,
    prerequisites: view.prerequisites,
    suggested: view.suggestions,
    firstMonth,
  };
  const open = view.item.status === 'open';
  return (
    <>
      {reader.fileHref !== null && (
        <p class="crumbs">
          <a href={reader.fileHref}>{speech.say('file.link')}</a>
        </p>
      )}
      <h1>{view.item.title}</h1>
      <p class="why">{view.item.why}</p>
      {reader.copied && open && (
        <Notice tone="info">
          <p>{speech.say('link.copied')}</p>
        </Notice>
      )}
      {reader.colleague && open && (
        <Notice tone="info">
          <p>
            {speech.say('hand-over.colleague', {
              ...{ by: reader.name ?? '', name: reader.colleague.name },
              position: reader.colleague.function,
            })}
          </p>
        </Notice>
      )}
      <TopNotice state={state} speech={speech} />
      <Stranded view={view} state={state} speech={speech} />
      {open && !view.item.mayAct && <Late {...{ view, form, state, context }} />}
      {open && <HandedTo handovers={view.handovers} isOwn={view.may.handOver} door={door} speech={speech} />}
      {open && <ProblemSummary context={context} />}
      {!open && <Settled {...{ view, form, state, door, context }} />}
      <ItemFacts view={view} speech={speech} />
      {open && <Returned view={view} speech={speech} />}
      {open && <Changes view={view} context={context} />}
      {open && view.help && <p class="callout info">{view.help}</p>}
      {open && view.criteria && (
        <details>
          <summary>{speech.say('item.criteria')}</summary>
          <CriteriaText view={view} speech={speech} />
        </details>
      )}
      {open && <Prerequisites view={view} context={context} open={false} />}
      {open && <Transcript view={view} form={form} context={context} door={door} formKey={formKey} />}
      {open && !view.item.mayAct && (
        <Notice tone="info">
          <p>{speech.say('item.not-yours', { who: partyText(speech, view.item.waitingOn) })}</p>
        </Notice>
      )}
      {open && view.item.mayAct && (
        <form
          method="post"
          action={door.action}
          encType="multipart/form-data"
          class="task-form"
          id="correct"
          data-item={view.item.id}
          noValidate
        >
          <Hidden
            fields={[...door.hidden, ['key', state.key || formKey], ['version', String(state.version)]]}
          />
          {state.stored && <Conflicts context={context} stored={state.stored} />}
          <FormFields context={context} />
          {reader.name !== null && !reader.colleague && !view.personal && (
            <WhoSubmits context={context} declaration={state.declaration} addressee={reader.name} />
          )}
          {reader.name !== null && view.personal && (
            <p class="help">{speech.say('declaration.personal', { name: reader.name })}</p>
          )}
          <div class="actions">
            <button type="submit" name="do" value="submit" class="primary">
              {speech.say('button.submit')}
            </button>
            <button type="submit" name="do" value="save">
              {speech.say('button.save')}
            </button>
          </div>
          <p class="help">{speech.say('form.save-hint')}</p>
          <noscript>
            <p class="help">{speech.say('form.save-before-language')}</p>
          </noscript>
        </form>
      )}
      {open && <HandOver view={view} typed={state.handover} door={door} speech={speech} formKey={formKey} />}
      {open && <MoreTime view={view} typed={state.request} door={door} speech={speech} formKey={formKey} />}
      {reader.leaveHref !== null && (
        <p>
          <a href={reader.leaveHref}>{speech.say('leave.link')}</a>
        </p>
      )}
    </>
  );
}

function TopNotice({ state, speech }: { readonly state: TaskState; readonly speech: Speech }) {
  if (!state.notice) return null;
  return (
    <Notice tone={toneOf(state.notice)}>
      <p>{noticeText(speech, state.notice)}</p>
    </Notice>
  );
}

/** Stored and typed side by side for each field that differs; the form below holds what was typed. */
function Conflicts({
  context,
  stored,
}: {
  readonly context: FormContext;
  readonly stored: TaskState['typed'];
}) {
  const { speech, form, typed } = context;
  const keys = differingFields(form, typed, stored);
  return (
    <section class="callout bad conflicts">
      <h2>{speech.say('stale.title')}</h2>
      <p>{speech.say('stale.how')}</p>
      {form.fields
        .filter(({ key }) => keys.includes(key))
        .map((field) => (
          <fieldset key={field.key}>
            <legend>{words(context, field.label)}</legend>
            {(['stored', 'typed'] as const).map((side) => (
              <div class="side" key={side}>
                <label class="tick">
                  <input type="radio" name={chooserName(field.key)} value={side} checked={side === 'typed'} />{' '}
                  <span>{speech.say(`stale.${side}`)}</span>
                </label>
                <AnswerView
                  context={context}
                  field={field}
                  answer={(side === 'stored' ? stored : typed)[field.key]}
                />
              </div>
            ))}
          </fieldset>
        ))}
    </section>
  );
}

/** The programme's criteria and the places left, beside eligibility and admission. */
export function CriteriaText({ view, speech }: { readonly view: ItemView; readonly speech: Speech }) {
  return (
    <>
      <p class="typed">{view.criteria}</p>
      {view.quota && (
        <p>
          <strong>
            {speech.say('item.quota', {
              admitted: view.quota.admitted,
              quota: view.quota.quota,
              waiting: view.quota.waiting,
            })}
          </strong>
        </p>
      )}
    </>
  );
}
