import type { ItemView } from '#libs/cases';
import { directionOf, isolated, type Language } from '#libs/wording';
import { ParagraphControl } from '../layout/controls.view.js';
import { LightPage } from '../layout/document.view.js';
import { TypedBack, TypedLines } from '../layout/typed-back.view.js';
import type { Speech } from '../text/messages.js';
import { toneOf } from '../work/item-notices.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';
import { ToCall } from './to-call.view.js';

export interface LeaveState {
  /** `closed`: the path has ended in another way, and there is nothing to leave. */
  readonly step: 'reason' | 'sure' | 'done' | 'closed';
  readonly reason: string;
  readonly notice: string | null;
  readonly key: string;
}

/** A company leaves the programme: why, whether it is sure, and what happens then; a reason that comes too late is shown back. */
export function LeavePage({
  view,
  state,
  path,
  seal,
  speech,
}: {
  readonly view: ItemView;
  readonly state: LeaveState;
  readonly path: string;
  readonly seal: string;
  readonly speech: Speech;
}) {
  const { say } = speech;
  const { step, reason, notice, key } = state;
  const { programmeName, organisationName } = view.case;
  const { contact } = view;
  const back = `${path}?lang=${speech.language}`;
  return (
    <LightPage
      speech={speech}
      title={say(step === 'done' ? 'leave.done' : 'leave.title')}
      programme={programmeName}
      path={`${path}/leave`}
    >
      <h1>{say(step === 'done' ? 'leave.done' : 'leave.title')}</h1>
      {notice && (
        <Notice tone={toneOf(notice)}>
          <p>{noticeText(speech, notice)}</p>
        </Notice>
      )}
      {step === 'done' && (
        <Notice tone="good">
          <p>{say('leave.done-why', { contact: reached(contact, speech.language) })}</p>
        </Notice>
      )}
      {step === 'closed' && (
        <>
          <TypedBack how="copy" speech={speech}>
            <TypedLines words={[reason]} />
          </TypedBack>
          <ToCall contact={contact} speech={speech} />
        </>
      )}
      {(step === 'reason' || step === 'sure') && (
        <form method="post" action={`${path}/leave?lang=${speech.language}`} class="card">
          <Hidden
            fields={[['seal', seal], ['key', key], ...(step === 'sure' ? [['reason', reason] as const] : [])]}
          />
          {step === 'reason' ? (
            <>
              <p class="why">{say('leave.why')}</p>
              <ParagraphControl
                name="reason"
                label={say('leave.reason')}
                help={say('leave.reason-help')}
                value={reason}
                required
              />
            </>
          ) : (
            <>
              <p>
                <strong>{say('leave.sure', { company: organisationName })}</strong>
              </p>
              <blockquote dir="auto">{reason}</blockquote>
            </>
          )}
          <div class="actions">
            {step === 'reason' ? (
              <button type="submit" name="do" value="review">
                {say('leave.review')}
              </button>
            ) : (
              <>
                <button type="submit" name="do" value="leave" class="danger">
                  {say('leave.confirm')}
                </button>
                <button type="submit" name="do" value="edit">
                  {say('button.back')}
                </button>
              </>
            )}
            <a class="button" href={back}>
              {say('leave.stay')}
            </a>
          </div>
        </form>
      )}
    </LightPage>
  );
}

/** Name and phone in one sentence, the number in its own direction. */
function reached({ name, phone }: ItemView['contact'], language: Language): string {
  return phone ? `${name} (${isolated(phone, directionOf(language))})` : name;
}
