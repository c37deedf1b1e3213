import type { Consequence, OutcomePreview } from '#libs/cases';
import { listText, type MessageValues, type Speech } from '../text/messages.js';
import { noticeText } from '../work/item-parts.view.js';
import { partyText } from '../work/party-text.js';

/** What one answer would bring about, as the rules say it at this moment. */
export function Follows({
  preview,
  speech,
}: {
  readonly preview: OutcomePreview | undefined;
  readonly speech: Speech;
}) {
  if (!preview) return null;
  const { refusal, consequences, withOthers } = preview;
  const { say } = speech;
  if (refusal !== null)
    return (
      <p class="follows refused">
        {say('follows.refused', { why: noticeText(speech, `refusal.${refusal}`) })}
      </p>
    );
  const [first, ...others] = consequences;
  const waits = withOthers && first?.type === 'waits' ? first : null;
  const then = waits ? others : consequences;
  return (
    <>
      {waits && <p class="follows">{text(speech, waits)}</p>}
      {waits && then.length > 0 && <p class="follows">{say('follows.then')}</p>}
      <ul class="follows">
        {then.map((consequence) => (
          <li key={text(speech, consequence)}>{text(speech, consequence)}</li>
        ))}
        {consequences.length === 0 && <li>{say('follows.nothing')}</li>}
      </ul>
    </>
  );
}

function text(speech: Speech, consequence: Consequence): string {
  const { type, ...values } = consequence;
  const key = 'kind' in values ? `follows.${type}-${values.kind}` : `follows.${type}`;
  const named: MessageValues = 'whom' in values ? { ...values, whom: whomText(speech, values.whom) } : values;
  return speech.say(key, named);
}

/** Several roles are named one by one. */
function whomText(speech: Speech, whom: string): string {
  return listText(
    speech,
    whom.split(', ').map((one) => partyText(speech, one)),
  );
}
