import type { ItemView, OutcomePreview } from '#libs/cases';
import { dayText, listText, type Speech } from '../text/messages.js';
import { CodeField } from './code-ask.view.js';
import { ConditionList, ConditionRows } from './conditions.view.js';
import { decisionFields, type DecisionPart } from './decision-body.js';
import type { DecisionState } from './decision-desk.js';
import { Follows } from './follows.view.js';
import { Hidden, type Door } from '../work/item-parts.view.js';

export interface DecisionViewProps {
  readonly view: ItemView;
  readonly state: DecisionState;
  readonly door: Door;
  readonly speech: Speech;
  readonly formKey: string;
  /** What would follow from each outcome that is offered, or from the one to be confirmed. */
  readonly previews: readonly OutcomePreview[];
}

/** What can be decided, and the words that go with it. */
export function DecisionForm({ view, state, door, speech, formKey, previews }: DecisionViewProps) {
  const { decision } = view;
  if (!decision) return null;
  const { typed, problems } = state;
  return (
    <form method="post" action={door.action} class="decision" noValidate>
      <Hidden fields={[...door.hidden, ['key', state.key || formKey]]} />
      {/* Enter in a field means "review", not the button that adds lines. */}
      <button type="submit" name="do" value="review" class="unseen" tabIndex={-1} aria-hidden="true">
        {speech.say('button.review')}
      </button>
      {Object.keys(problems).length > 0 && (
        <div class="callout bad" role="alert" tabIndex={-1} id="problems">
          <ul>
            {(Object.entries(problems) as [DecisionPart, string][]).map(([part, key]) => (
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
          <div class="option" key={outcome}>
            <label class="tick">
              <input
                type="radio"
                name="outcome"
                value={outcome}
                checked={typed.outcome === outcome}
                aria-describedby={`follows-${outcome}`}
              />
              <span>
                <strong>{speech.say(outcomeKey(view, outcome))}</strong>
                <br />
                <span class="muted">{speech.say(`${outcomeKey(view, outcome)}-means`)}</span>
              </span>
            </label>
            <div id={`follows-${outcome}`}>
              <Follows preview={previews.find((one) => one.outcome === outcome)} speech={speech} />
            </div>
          </div>
        ))}
      </fieldset>
      {decision.ranked && decision.outcomes.includes('defer') && (
        <div class={problems.rank ? 'field wrong' : 'field'}>
          <label for="rank">{speech.say('decision.rank')}</label>
          <p class="help" id="rank-help">
            {speech.say('decision.rank-help')}
          </p>
          <PartProblem part="rank" state={state} speech={speech} />
          <input
            id="rank"
            name="rank"
            class="number"
            inputMode="numeric"
            autoComplete="off"
            value={typed.rank}
            aria-describedby={problems.rank ? 'rank-help rank-problem' : 'rank-help'}
          />
        </div>
      )}
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
          {speech.say(
            decision.reasoned.includes('approve') ? 'decision.reason-always' : 'decision.reason-help',
          )}
        </p>
        <PartProblem part="reason" state={state} speech={speech} />
        <textarea
          id="reason"
          name="reason"
          rows={4}
          maxLength={4000}
          aria-describedby={problems.reason ? 'reason-help reason-problem' : 'reason-help'}
        >
          {typed.reason}
        </textarea>
      </div>
      {decision.takesConditions && (
        <ConditionRows conditions={typed.conditions} problems={problems} speech={speech} />
      )}
      <div class="actions">
        <button type="submit" name="do" value="review" class="primary">
          {speech.say('button.review')}
        </button>
      </div>
    </form>
  );
}

function PartProblem({
  part,
  state,
  speech,
}: Pick<DecisionViewProps, 'state' | 'speech'> & { readonly part: DecisionPart }) {
  const problem = state.problems[part];
  return problem ? (
    <p class="problem" id={`${part}-problem`}>
      {speech.say(problem)}
    </p>
  ) : null;
}

/** The decision read back; the second post decides. */
export function ConfirmForm({ view, state, door, speech, formKey, previews }: DecisionViewProps) {
  const { outcome, reason, conditions, reopens, rank } = state.typed;
  const reopened = view.decision?.reopens.filter(({ key }) => reopens.includes(key)) ?? [];
  return (
    <form method="post" action={door.action} class="confirm">
      {/* Enter in the code confirms, and does not ask for another one. */}
      <button type="submit" name="do" value="decide" class="unseen" tabIndex={-1} aria-hidden="true">
        {speech.say('button.confirm')}
      </button>
      <Hidden fields={[...door.hidden, ['key', state.key || formKey], ...decisionFields(state.typed)]} />
      <h2>{speech.say('decision.confirm')}</h2>
      <dl class="facts">
        <div>
          <dt>{speech.say('item.company')}</dt>
          <dd>{view.case.organisationName}</dd>
        </div>
        <div>
          <dt>{speech.say('decision.outcome')}</dt>
          <dd>
            <strong>{speech.say(outcomeKey(view, outcome))}</strong>
            <br />
            <span class="muted">{speech.say(`${outcomeKey(view, outcome)}-means`)}</span>
          </dd>
        </div>
        <div>
          <dt>{speech.say('follows.title')}</dt>
          <dd>
            <Follows preview={previews.find((one) => one.outcome === outcome)} speech={speech} />
          </dd>
        </div>
        {view.extensionRequest && (
          <div>
            <dt>{speech.say('decision.extension-until')}</dt>
            <dd>{dayText(speech, view.extensionRequest.until)}</dd>
          </div>
        )}
        {outcome === 'defer' && view.decision?.ranked && (
          <div>
            <dt>{speech.say('decision.rank')}</dt>
            <dd>{rank}</dd>
          </div>
        )}
        {outcome === 'return' && reopened.length > 0 && (
          <div>
            <dt>{speech.say('decision.reopens')}</dt>
            <dd>
              {listText(
                speech,
                reopened.map(({ title }) => title),
              )}
            </dd>
          </div>
        )}
      </dl>
      {reason && <blockquote dir="auto">{reason}</blockquote>}
      {outcome === 'approve' && <ConditionList conditions={conditions} speech={speech} />}
      <p class="muted">{speech.say(isOneOfSeveral(view) ? 'decision.told-voices' : 'decision.told')}</p>
      {state.code && <CodeField ask={state.code} speech={speech} />}
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

function isOneOfSeveral({ voices, wanted }: ItemView): boolean {
  return voices.length > 0 || wanted.reduce((needed, { need }) => needed + need, 0) > 1;
}

/** A request for more time is granted or not; everything else is decided. */
function outcomeKey({ item }: ItemView, outcome: string): string {
  return item.extension ? `extension.${outcome}` : `decide.${outcome}`;
}
