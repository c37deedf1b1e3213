import type { ItemView } from '#libs/cases';
import { Changes } from '../work/changes.view.js';
import { ConditionList } from './conditions.view.js';
import { ExtensionRequest } from '../work/extension-request.view.js';
import { Voices } from './voices.view.js';
import { ConfirmForm, DecisionForm, type DecisionViewProps } from './decision-form.view.js';
import { toneOf } from '../work/item-notices.js';
import { ItemFacts, Notice, noticeText, Prerequisites, Receipt, Returned } from '../work/item-parts.view.js';
import { partyText } from '../work/party-text.js';
import { CriteriaText } from '../work/task.view.js';
import { WaitingList } from './waiting-list.view.js';

/** An approval: everything that is to be decided, what each outcome leads to, and a second look before it counts. */
export function DecisionView(props: DecisionViewProps) {
  const { view, state, door, speech } = props;
  const open = view.item.status === 'open';
  const decides = mayDecide(view);
  const context = {
    speech,
    currency: view.currency,
    documents: view.documents,
    documentHref: door.documentHref,
    offered: view.sourceRows,
    prerequisites: view.prerequisites,
  };
  return (
    <>
      <h1>{view.item.title}</h1>
      <p class="why">{view.item.why}</p>
      {state.notice && (
        <Notice tone={toneOf(state.notice)}>
          <p>{noticeText(speech, state.notice)}</p>
        </Notice>
      )}
      {!open && <Receipt view={view} door={door} speech={speech} />}
      {!open && (state.typed.reason !== '' || state.typed.conditions.length > 0) && (
        <section class="callout info">
          <h2>{speech.say('late.typed')}</h2>
          {state.typed.reason !== '' && <blockquote dir="auto">{state.typed.reason}</blockquote>}
          <ConditionList conditions={state.typed.conditions} speech={speech} />
        </section>
      )}
      {open && state.confirming ? (
        <ConfirmForm {...props} />
      ) : (
        <>
          <ItemFacts view={view} speech={speech} deciders={open && decides ? view.item.waitingOn : ''} />
          {open && view.help && <p class="callout info">{view.help}</p>}
          <div class={open && decides ? 'desk' : undefined}>
            <div>
              {open && <Returned view={view} speech={speech} />}
              <Changes view={view} context={context} />
              {view.criteria && !view.item.extension && (
                <section class="callout info">
                  <h2>{speech.say('item.criteria')}</h2>
                  <CriteriaText view={view} speech={speech} />
                  {decides && <WaitingList view={view} speech={speech} />}
                </section>
              )}
              <ExtensionRequest view={view} speech={speech} />
              <Prerequisites view={view} context={context} open />
              <Voices view={view} speech={speech} />
            </div>
            {open && decides && <DecisionForm {...props} />}
          </div>
          {open && !decides && (
            <Notice tone="info">
              <p>{speech.say('decision.not-yours', { who: partyText(speech, view.item.waitingOn) })}</p>
            </Notice>
          )}
        </>
      )}
    </>
  );
}

/** Who has spoken may change their mind, also when nobody else of theirs is needed. */
export function mayDecide({ item, voices }: ItemView): boolean {
  return item.mayAct || voices.some(({ own }) => own);
}
