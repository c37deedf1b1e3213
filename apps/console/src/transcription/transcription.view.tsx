import { contactMedia, type ItemView } from '#libs/cases';
import type { FormDefinition } from '#libs/definitions';
import { idOf, problemAt, type FormContext } from '../forms/form-context.js';
import { FormFields, ProblemSummary } from '../forms/form.view.js';
import { ConsolePage } from '../layout/console.view.js';
import type { Visit } from '../http/visit.js';
import { inZone } from '../text/messages.js';
import { ItemCrumbs } from '../work/item-actions.view.js';
import { Hidden, ItemFacts, Notice, noticeText, Prerequisites } from '../work/item-parts.view.js';
import { withSources } from '../work/paper-form.js';
import type { TranscriptionState } from './transcription-desk.js';

export interface TranscriptionPageProps {
  readonly visit: Visit;
  readonly view: ItemView;
  readonly form: FormDefinition;
  readonly state: TranscriptionState;
  readonly firstMonth: string;
}

/** The task's own form, filled in for somebody who said it: who, by which way, with the source. */
export function TranscriptionPage({ visit, view, form, state, firstMonth }: TranscriptionPageProps) {
  const speech = inZone(visit.speech, view.case.timeZone);
  const { say } = speech;
  const context: FormContext = {
    speech,
    form: withSources(form),
    typed: state.typed,
    problems: state.problems,
    currency: view.currency,
    documents: view.documents,
    documentHref: (id) => `/console/documents/${id}`,
    offered: view.sourceRows,
    prerequisites: view.prerequisites,
    firstMonth,
  };
  return (
    <ConsolePage visit={visit} title={say('transcribe.title')} section="cases" narrow>
      <ItemCrumbs view={view} />
      <h1>{say('page.about', { title: say('transcribe.title'), about: view.item.title })}</h1>
      <p class="why">{say('transcribe.why')}</p>
      {state.notice && (
        <Notice tone="bad">
          <p>{noticeText(speech, state.notice)}</p>
        </Notice>
      )}
      <ProblemSummary context={context} />
      <ItemFacts view={view} speech={speech} />
      <Prerequisites view={view} context={context} open={false} />
      <form method="post" action={visit.path} encType="multipart/form-data" class="task-form" noValidate>
        <Hidden fields={[...visit.hidden, ['key', state.key]]} />
        <Choice
          name="saidBy"
          label={say('transcribe.said-by')}
          value={state.saidBy}
          options={view.speakers.map(({ person, name }) => [person, name])}
          context={context}
        />
        <Choice
          name="medium"
          label={say('action.medium')}
          value={state.medium}
          options={contactMedia.map((medium) => [medium, say(`medium.${medium}`)])}
          context={context}
        />
        <FormFields context={context} />
        <div class="actions">
          <button type="submit" name="do" value="submit" class="primary">
            {say('transcribe.button')}
          </button>
          <a class="button" href={`/console/items/${view.item.id}`}>
            {say('button.cancel')}
          </a>
        </div>
      </form>
    </ConsolePage>
  );
}

function Choice({
  name,
  label,
  value,
  options,
  context,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly context: FormContext;
}) {
  const problem = problemAt(context, name);
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      <label for={idOf(name)}>{label}</label>
      {problem && (
        <p class="problem" id={`${idOf(name)}-problem`}>
          {problem}
        </p>
      )}
      <select id={idOf(name)} name={name} aria-describedby={problem ? `${idOf(name)}-problem` : undefined}>
        <option value="">{context.speech.say('form.choose')}</option>
        {options.map(([key, words]) => (
          <option key={key} value={key} selected={key === value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
