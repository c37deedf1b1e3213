import type { CaseHead, CaseOverview } from '#libs/cases';
import { moneyText, type Speech } from '../../text/messages.js';
import { gainsOf, type Gain } from './gains.js';

/** What the company's chosen measures save a year: those that are in place, and all of them. */
export function GainsCard({
  file,
  speech,
}: {
  readonly file: CaseHead & CaseOverview;
  readonly speech: Speech;
}) {
  const { say } = speech;
  if (!file.measures || file.measures.every(({ chosen }) => chosen !== true)) return null;
  const { soFar, onceDone } = gainsOf(file.measures);
  const money = (amount: number) => moneyText(speech, amount, file.case.currency);
  const words = (gain: Gain) => say('file.gain', { count: gain.count, cost: money(gain.cost) });
  return (
    <section class="card" aria-labelledby="gains-title">
      <h2 id="gains-title">{say('file.gains')}</h2>
      <dl class="gains">
        <div>
          <dt>{say('file.gain-so-far')}</dt>
          <dd>
            <strong>{say('file.a-year', { amount: money(soFar.yearlySaving) })}</strong>
            <span class="muted">{words(soFar)}</span>
          </dd>
        </div>
        <div>
          <dt>{say('file.gain-once-done')}</dt>
          <dd>
            <strong>{say('file.a-year', { amount: money(onceDone.yearlySaving) })}</strong>
            <span class="muted">{words(onceDone)}</span>
          </dd>
        </div>
      </dl>
      <p class="help">{say('file.gains-how')}</p>
    </section>
  );
}
