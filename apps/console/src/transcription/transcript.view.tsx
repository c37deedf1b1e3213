import type { ItemView } from '#libs/cases';
import type { FormDefinition } from '#libs/definitions';
import { AnswersView } from '../forms/answers.view.js';
import { DocumentList } from '../forms/files.view.js';
import type { FormContext } from '../forms/form-context.js';
import { Hidden, type Door } from '../work/item-parts.view.js';

/** What was taken down for a contact: to read, and for the contact to confirm or, in the form below, to correct. */
export function Transcript({
  view,
  form,
  context,
  door,
  formKey,
}: {
  readonly view: ItemView;
  readonly form: FormDefinition;
  readonly context: FormContext;
  readonly door: Door;
  readonly formKey: string;
}) {
  const { transcript, may } = view;
  if (!transcript) return null;
  const { say } = context.speech;
  const { by, saidBy, medium, since, acceptedAt } = transcript;
  return (
    <section class="callout info" id="transcript">
      <h2>{say(may.confirm ? 'transcript.title' : 'transcript.waits')}</h2>
      <p>
        {say('transcript.source', {
          by,
          saidBy,
          since,
          medium: medium === null ? '' : say(`medium.${medium}`).toLowerCase(),
        })}
      </p>
      {acceptedAt !== null && <p>{say('transcript.accepted', { at: acceptedAt })}</p>}
      <AnswersView
        context={{ ...context, documents: transcript.documents }}
        form={form}
        answers={transcript.answers}
      />
      {transcript.sources.length > 0 && (
        <>
          <p>{say('transcript.sources')}</p>
          <DocumentList speech={context.speech} documents={transcript.sources} href={context.documentHref} />
        </>
      )}
      {may.confirm && (
        <form method="post" action={door.action}>
          <Hidden fields={[...door.hidden, ['key', formKey], ['since', String(since)]]} />
          <div class="actions">
            <button type="submit" name="do" value="confirm" class="primary">
              {say('transcript.confirm')}
            </button>
            <a class="button" href="#correct">
              {say('transcript.correct')}
            </a>
          </div>
          <p class="help">{say('transcript.help')}</p>
        </form>
      )}
    </section>
  );
}
