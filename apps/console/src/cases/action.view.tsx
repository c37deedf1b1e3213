import type { CaseOverview } from '#libs/cases';
import { ConsolePage } from '../layout/console.view.js';
import type { Visit } from '../http/visit.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';
import { ActionFields } from './action-fields.view.js';
import type { CaseAction } from './case-action.js';

export interface ActionPageProps {
  readonly visit: Visit;
  readonly view: CaseOverview;
  readonly action: CaseAction;
  /** What was posted; before that, what the address asks for. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly notice: string | null;
  readonly formKey: string;
}

const grave: readonly CaseAction[] = ['withdraw', 'terminate'];

/** What an action on a whole case leads to, and the reason for it; the post acts. */
export function ActionPage({ visit, view, action, body, notice, formKey }: ActionPageProps) {
  const { speech, hidden, path } = visit;
  const title = speech.say(`action.${action}`);
  const { reference, organisationName } = view.case;
  const back = `/console/cases/${reference}`;
  const typed = (name: string) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
  const chosen = [body['tasks'] ?? body['task'] ?? []].flat().map(String);
  return (
    <ConsolePage visit={visit} title={title} section="cases" narrow>
      <p class="crumbs">
        <a href={back}>
          <bdi>{organisationName}</bdi> · <bdi>{reference}</bdi>
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
        <Hidden fields={[...hidden, ['key', typed('key') || formKey]]} />
        <ActionFields view={view} action={action} typed={typed} chosen={chosen} speech={speech} />
        <div class="actions">
          <button type="submit" class={grave.includes(action) ? 'danger' : 'primary'}>
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
