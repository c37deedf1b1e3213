import type { CaseView } from '#libs/cases';
import { ConsolePage } from '../layout/console.view.js';
import { ParagraphControl } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';

const caseActions = ['withdraw', 'terminate', 'reportIncident', 'recover'] as const;
export type CaseAction = (typeof caseActions)[number];

/** Also the last part of the page's address. */
export function isCaseAction(action: string): action is CaseAction {
  return (caseActions as readonly string[]).includes(action);
}

export interface ActionPageProps {
  readonly visit: Visit;
  readonly view: CaseView;
  readonly action: CaseAction;
  readonly body: Readonly<Record<string, unknown>>;
  readonly notice: string | null;
  readonly formKey: string;
}

/** What an action on a whole case leads to, and the reason for it; the post acts. */
export function ActionPage({ visit, view, action, body, notice, formKey }: ActionPageProps) {
  const { speech, hidden, path } = visit;
  const title = speech.say(`action.${action}`);
  const { reference, organisationName } = view.case;
  const back = `/console/cases/${reference}`;
  const { key, reason } = body;
  return (
    <ConsolePage visit={visit} title={title} section="cases" narrow>
      <p class="crumbs">
        <a href={back}>
          {organisationName} · {reference}
        </a>
      </p>
      <h1>{title}</h1>
      <p class="why">{speech.say(`action.${action}-means`)}</p>
      {notice && (
        <Notice tone="bad">
          <p>{noticeText(speech, notice)}</p>
        </Notice>
      )}
      <form method="post" action={path} class="card">
        <Hidden fields={[...hidden, ['key', typeof key === 'string' ? key : formKey]]} />
        {action !== 'recover' && (
          <ParagraphControl
            name="reason"
            label={speech.say('decision.reason')}
            help={speech.say(`action.${action}-reason`)}
            value={typeof reason === 'string' ? reason : ''}
            required
          />
        )}
        <div class="actions">
          <button
            type="submit"
            class={action === 'withdraw' || action === 'terminate' ? 'danger' : 'primary'}
          >
            {title}
          </button>
          <a class="button" href={back}>
            {speech.say('button.cancel')}
          </a>
        </div>
      </form>
    </ConsolePage>
  );
}
