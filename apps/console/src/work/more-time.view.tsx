import type { ItemView } from '#libs/cases';
import { DateControl, ParagraphControl } from '../layout/controls.view.js';
import { dayText, type Speech } from '../text/messages.js';
import { toneOf } from './item-notices.js';
import { Hidden, Notice, noticeText, SaveFirst, type Door } from './item-parts.view.js';

/** What was typed in a request for more time that was not taken. */
export interface TypedRequest {
  readonly until: string;
  readonly reason: string;
  readonly notice: string;
}

/** Whether the form to ask is on the page. */
export function mayAskForTime({ item, may, extensionRequest, extensionOffered }: ItemView): boolean {
  return (
    item.status === 'open' && may.requestExtension && extensionRequest === null && extensionOffered !== null
  );
}

/** More time for a step: what was asked and waits for an answer, or the form to ask. */
export function MoreTime({
  view,
  typed,
  door,
  speech,
  formKey,
}: {
  readonly view: ItemView;
  readonly typed: TypedRequest | null;
  readonly door: Door;
  readonly speech: Speech;
  readonly formKey: string;
}) {
  const { say } = speech;
  const { extensionRequest: asked, extensionOffered: offered } = view;
  if (asked)
    return (
      <Notice tone="info">
        <p>{say('more-time.asked', { day: dayText(speech, asked.until), by: asked.by, at: asked.at })}</p>
      </Notice>
    );
  if (!mayAskForTime(view) || !offered) return null;
  return (
    <details open={typed !== null} id="more-time">
      <summary>{say('more-time.title')}</summary>
      {typed && (
        <Notice tone={toneOf(typed.notice)}>
          <p>{noticeText(speech, typed.notice)}</p>
        </Notice>
      )}
      <form method="post" action={door.action}>
        <Hidden fields={[...door.hidden, ['key', formKey]]} />
        <p>{say('more-time.why', { latest: dayText(speech, offered.latest) })}</p>
        <DateControl
          name="until"
          label={say('more-time.until')}
          value={typed?.until}
          max={offered.latest}
          required
        />
        <ParagraphControl
          name="reason"
          label={say('more-time.reason')}
          help={say('more-time.reason-help')}
          value={typed?.reason}
          required
        />
        <SaveFirst view={view} speech={speech} />
        <button type="submit" name="do" value="more-time">
          {say('more-time.ask')}
        </button>
      </form>
    </details>
  );
}
