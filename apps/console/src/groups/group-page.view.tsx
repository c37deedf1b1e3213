import { contactMedia, type CaseSummary } from '#libs/cases';
import { ConsolePage } from '../layout/console.view.js';
import { ChoiceControl, DateControl, ParagraphControl } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';
import type { GroupPage } from './group-act.js';

export interface GroupActPageProps {
  readonly visit: Visit;
  readonly page: Exclude<GroupPage, 'message'>;
  readonly cases: readonly CaseSummary[];
  /** What was posted. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly notice: string | null;
  readonly formKey: string;
}

/** To which cases, with which words; the post acts on each by itself. */
export function GroupActPage({ visit, page, cases, body, notice, formKey }: GroupActPageProps) {
  const { speech, hidden } = visit;
  const { say } = speech;
  const title = say(`group.${page}`);
  return (
    <ConsolePage visit={visit} title={title} section="cases" narrow>
      <p class="crumbs">
        <a href="/console/cases">{say('nav.cases')}</a>
      </p>
      <h1>{title}</h1>
      <p class="why">{say(`group-means.${page}`)}</p>
      <GroupNotice visit={visit} cases={cases} notice={notice} />
      {cases.length > 0 && (
        <form method="post" action={`/console/groups/${page}`} class="card">
          <Hidden fields={[...hidden, ['key', formKey]]} />
          <ChosenCases visit={visit} cases={cases} />
          <Fields visit={visit} page={page} body={body} />
          <div class="actions">
            <button type="submit" class="primary">
              {title}
            </button>
            <a class="button" href="/console/cases">
              {say('button.cancel')}
            </a>
          </div>
        </form>
      )}
    </ConsolePage>
  );
}

/** What is wrong, or that nothing was chosen. */
export function GroupNotice({ visit, cases, notice }: Pick<GroupActPageProps, 'visit' | 'cases' | 'notice'>) {
  const { speech } = visit;
  if (cases.length > 0 && notice === null) return null;
  return (
    <Notice tone="bad">
      <p>{cases.length === 0 ? speech.say('group.none') : noticeText(speech, notice ?? '')}</p>
    </Notice>
  );
}

/** The cases, each of which may still be left out. */
export function ChosenCases({ visit, cases }: Pick<GroupActPageProps, 'visit' | 'cases'>) {
  const { say } = visit.speech;
  return (
    <fieldset class="field">
      <legend>{say('group.chosen', { count: cases.length })}</legend>
      <div class="chosen">
        {cases.map(({ reference, organisationName }) => (
          <label class="tick" key={reference}>
            <input type="checkbox" name="reference" value={reference} checked />
            <span>
              <bdi>{organisationName}</bdi> <bdi class="code">{reference}</bdi>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Fields({ visit, page, body }: Pick<GroupActPageProps, 'visit' | 'page' | 'body'>) {
  const { say } = visit.speech;
  const typed = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  if (page === 'nudge') return null;
  if (page === 'logContact')
    return (
      <>
        <ChoiceControl
          name="medium"
          label={say('action.medium')}
          value={typed('medium')}
          options={contactMedia.map((medium) => [medium, say(`medium.${medium}`)])}
        />
        <ParagraphControl name="reason" label={say('action.note')} value={typed('reason')} required />
        <DateControl
          name="promised"
          label={say('action.promised')}
          help={say('action.promised-help')}
          value={typed('promised')}
        />
      </>
    );
  return (
    <>
      {page === 'suspend' && (
        <DateControl
          name="until"
          label={say('action.suspend-until')}
          help={say('action.suspend-until-help')}
          value={typed('until')}
        />
      )}
      <ParagraphControl
        name="reason"
        label={say('decision.reason')}
        help={page === 'resume' ? say('form.optional') : undefined}
        value={typed('reason')}
        required={page !== 'resume'}
      />
    </>
  );
}
