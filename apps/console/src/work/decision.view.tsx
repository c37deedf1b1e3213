import type { ItemView } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import type { DecisionState } from './decision-desk.js';
import {
  Hidden,
  ItemFacts,
  Notice,
  noticeText,
  Prerequisites,
  Receipt,
  Returned,
  type Door,
} from './item-parts.view.js';
import { partyText } from './party-text.js';
import { CriteriaText } from './task.view.js';

export interface DecisionViewProps {
  readonly view: ItemView;
  readonly state: DecisionState;
  readonly door: Door;
  readonly speech: Speech;
  readonly formKey: string;
}

/** An approval: everything that is to be decided, what each outcome leads to, and a second look before it counts. */
export function DecisionView(props: DecisionViewProps) {
  const { view, state, door, speech } = props;
  const open = view.item.status === 'open';
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
        <Notice tone="bad">
          <p>{noticeText(speech, state.notice)}</p>
        </Notice>
      )}
      {!open && <Receipt view={view} speech={speech} />}
      {!open && state.typed.reason !== '' && (
        <section class="callout info">
          <h2>{speech.say('late.typed')}</h2>
          <blockquote>{state.typed.reason}</blockquote>
        </section>
      )}
      {open && state.confirming ? (
        <ConfirmForm {...props} />
      ) : (
        <>
          <ItemFacts view={view} speech={speech} />
          {open && view.help && <p class="callout info">{view.help}</p>}
          {open && <Returned view={view} speech={speech} />}
          {view.criteria && (
            <section class="callout info">
              <h2>{speech.say('item.criteria')}</h2>
              <CriteriaText view={view} speech={speech} />
            </section>
          )}
          <Prerequisites view={view} context={context} open />
          {open && view.item.mayAct && <DecisionForm {...props} />}
          {open && !view.item.mayAct && (
            <Notice tone="info">
              <p>{speech.say('decision.not-yours', { who: partyText(speech, view.item.waitingOn) })}</p>
            </Notice>
          )}
        </>
      )}
    </>
  );
}

function DecisionForm({ view, state, door, speech, formKey }: DecisionViewProps) {
  const { decision } = view;
  if (!decision) return null;
  const { typed, problems } = state;
  return (
    <form method="post" action={door.action} class="decision" noValidate>
      <Hidden fields={[...door.hidden, ['key', state.key || formKey]]} />
      {Object.keys(problems).length > 0 && (
        <div class="callout bad" role="alert">
          <ul>
            {Object.entries(problems).map(([part, key]) => (
              <li key={part}>
                <a href={`#${part}`}>{speech.say(key)}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <fieldset id="outcome" class={problems.outcome ? 'field wrong' : 'field'} tabIndex={-1}>
        <legend>{speech.say('decision.outcome')}</legend>
        {problems.outcome && <p class="problem">{speech.say(problems.outcome)}</p>}
        {decision.outcomes.map((outcome) => (
          <label class="tick option" key={outcome}>
            <input type="radio" name="outcome" value={outcome} checked={typed.outcome === outcome} />
            <span>
              <strong>{speech.say(`decide.${outcome}`)}</strong>
              <br />
              <span class="muted">{speech.say(`decide.${outcome}-means`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {decision.outcomes.includes('return') && decision.reopens.length > 0 && (
        <fieldset class="field">
          <legend>{speech.say('decision.reopens')}</legend>
          <p class="help">{speech.say('decision.reopens-help')}</p>
          {decision.reopens.map(({ key, title }) => (
            <label class="tick" key={key}>
              <input type="checkbox" name="reopens" value={key} checked={typed.reopens.includes(key)} />{' '}
              <span>{title}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div class={problems.reason ? 'field wrong' : 'field'}>
        <label for="reason">{speech.say('decision.reason')}</label>
        <p class="help" id="reason-help">
          {speech.say('decision.reason-help')}
        </p>
        {problems.reason && (
          <p class="problem" id="reason-problem">
            {speech.say(problems.reason)}
          </p>
        )}
        <textarea id="reason" name="reason" rows={4} maxLength={4000} aria-describedby="reason-help">
          {typed.reason}
        </textarea>
      </div>
      {decision.outcomes.includes('approve') && (
        <div class="field">
          <label for="conditions">
            {speech.say('decision.conditions')}
            <span class="optional"> {speech.say('form.optional')}</span>
          </label>
          <textarea id="conditions" name="conditions" rows={2} maxLength={4000}>
            {typed.conditions}
          </textarea>
        </div>
      )}
      <div class="actions">
        <button type="submit" name="do" value="review" class="primary">
          {speech.say('button.review')}
        </button>
      </div>
    </form>
  );
}

function ConfirmForm({ view, state, door, speech, formKey }: DecisionViewProps) {
  const { outcome, reason, conditions, reopens } = state.typed;
  const fields: [string, string][] = [
    ['key', state.key || formKey],
    ['outcome', outcome],
    ['reason', reason],
    ['conditions', conditions],
    ...reopens.map((key): [string, string] => ['reopens', key]),
  ];
  const reopened = view.decision?.reopens.filter(({ key }) => reopens.includes(key)) ?? [];
  return (
    <form method="post" action={door.action} class="confirm">
      <Hidden fields={[...door.hidden, ...fields]} />
      <h2>{speech.say('decision.confirm')}</h2>
      <dl class="facts">
        <div>
          <dt>{speech.say('item.company')}</dt>
          <dd>{view.case.organisationName}</dd>
        </div>
        <div>
          <dt>{speech.say('decision.outcome')}</dt>
          <dd>
            <strong>{speech.say(`decide.${outcome}`)}</strong>
            <br />
            <span class="muted">{speech.say(`decide.${outcome}-means`)}</span>
          </dd>
        </div>
        {outcome === 'return' && reopened.length > 0 && (
          <div>
            <dt>{speech.say('decision.reopens')}</dt>
            <dd>{reopened.map(({ title }) => title).join(', ')}</dd>
          </div>
        )}
      </dl>
      {reason && <blockquote>{reason}</blockquote>}
      {conditions && outcome === 'approve' && <blockquote>{conditions}</blockquote>}
      <p class="muted">{speech.say('decision.told')}</p>
      <div class="actions">
        <button type="submit" name="do" value="decide" class="primary">
          {speech.say('button.confirm')}
        </button>
        <button type="submit" name="do" value="edit">
          {speech.say('button.back')}
        </button>
      </div>
    </form>
  );
}
