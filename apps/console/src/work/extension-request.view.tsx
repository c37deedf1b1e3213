import type { ItemView } from '#libs/cases';
import { dayText, type Speech } from '../text/messages.js';

/** A request for more time, for whoever decides on it: which step, until when, who asks and why. */
export function ExtensionRequest({ view, speech }: { readonly view: ItemView; readonly speech: Speech }) {
  const { say } = speech;
  const asked = view.extensionRequest;
  if (!asked) return null;
  return (
    <section class="callout info">
      <h2>{say('decision.extension')}</h2>
      <dl class="facts">
        <div>
          <dt>{say('decision.extension-task')}</dt>
          <dd>{asked.taskTitle}</dd>
        </div>
        <div>
          <dt>{say('decision.extension-due')}</dt>
          <dd>{say('date.day', { at: asked.due })}</dd>
        </div>
        <div>
          <dt>{say('decision.extension-until')}</dt>
          <dd>
            <strong>{dayText(speech, asked.until)}</strong>
          </dd>
        </div>
        <div>
          <dt>{say('decision.extension-by')}</dt>
          <dd>{say('item.by-at', { by: asked.by, at: asked.at })}</dd>
        </div>
      </dl>
      {asked.reason && <blockquote dir="auto">{asked.reason}</blockquote>}
    </section>
  );
}
