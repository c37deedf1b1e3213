import type { ItemView } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { ConditionList } from './conditions.view.js';
import { partyText } from '../work/party-text.js';

/** Who has spoken on an approval that needs several, and whose voices are still wanted. */
export function Voices({ view, speech }: { readonly view: ItemView; readonly speech: Speech }) {
  const { say } = speech;
  const { voices, wanted, item } = view;
  const several = wanted.length > 1 || wanted.some(({ need }) => need > 1) || voices.length > 0;
  if (!several) return null;
  return (
    <section class="callout info">
      <h2>{say('decision.voices')}</h2>
      {voices.length > 0 && (
        <ul>
          {voices.map((voice) => (
            <li key={voice.seat}>
              <strong>
                <bdi>{voice.name}</bdi>
              </strong>{' '}
              · {say('decision.voice', { outcome: say(`outcome.${voice.outcome}`), at: voice.at })}
              {voice.spokenBy !== null && ` (${say('decision.voice-by', { name: voice.spokenBy })})`}
              {voice.reason && <blockquote dir="auto">{voice.reason}</blockquote>}
              <ConditionList conditions={voice.conditions} speech={speech} />
            </li>
          ))}
        </ul>
      )}
      {item.status === 'open' &&
        wanted.map(({ from, need, distinct }) => (
          <p key={from}>
            {say('decision.wanted', {
              need,
              from: partyText(speech, from),
              distinct: distinct ? 'yes' : 'no',
            })}
          </p>
        ))}
      {item.status === 'open' && voices.some(({ own }) => own) && <p>{say('decision.own')}</p>}
    </section>
  );
}
