import type { ItemView } from '#libs/cases';
import type { TypedAnswers } from '#libs/definitions';
import type { FieldError } from '#libs/domain';
import type { FormContext } from '../forms/form-context.js';
import { FormFields, ProblemSummary } from '../forms/form.view.js';
import { ConsolePage } from '../layout/console.view.js';
import { ParagraphControl } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';
import { ItemCrumbs } from './item-actions.view.js';
import { Hidden, Notice, noticeText } from './item-parts.view.js';
import { paperForm } from './paper-form.js';

export interface FilingPageProps {
  readonly visit: Visit;
  readonly view: ItemView;
  readonly typed: TypedAnswers;
  readonly reason: string;
  readonly problems: readonly FieldError[];
  readonly notice: string | null;
  readonly formKey: string;
}

/** Papers for the file of a step that may be done already, and where they come from. */
export function FilingPage({ visit, view, typed, reason, problems, notice, formKey }: FilingPageProps) {
  const { speech } = visit;
  const { say } = speech;
  const context: FormContext = {
    ...{ speech, typed, problems },
    form: paperForm,
    currency: view.currency,
    documents: view.documents,
    documentHref: (id) => `/console/documents/${id}`,
    offered: {},
    prerequisites: [],
    firstMonth: '',
  };
  return (
    <ConsolePage visit={visit} title={say('filing.title')} section="cases" narrow>
      <ItemCrumbs view={view} />
      <h1>{say('page.about', { title: say('filing.title'), about: view.item.title })}</h1>
      <p class="why">{say('filing.why')}</p>
      {notice && (
        <Notice tone="bad">
          <p>{noticeText(speech, notice)}</p>
        </Notice>
      )}
      <ProblemSummary context={context} />
      <form method="post" action={visit.path} encType="multipart/form-data" class="task-form" noValidate>
        <Hidden fields={[...visit.hidden, ['key', formKey]]} />
        <FormFields context={context} />
        <ParagraphControl
          name="reason"
          label={say('filing.reason')}
          help={say('filing.reason-help')}
          value={reason}
        />
        <div class="actions">
          <button type="submit" name="do" value="submit" class="primary">
            {say('filing.button')}
          </button>
          <a class="button" href={`/console/items/${view.item.id}`}>
            {say('button.cancel')}
          </a>
        </div>
      </form>
    </ConsolePage>
  );
}
