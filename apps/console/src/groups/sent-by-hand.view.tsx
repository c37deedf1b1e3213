import type { MessageView } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { SentMail } from './group-report.view.js';

/** Messages and nudges of one case, with whom they went to and what became of each mail. */
export function SentByHand({
  visit,
  messages,
}: {
  readonly visit: Visit;
  readonly messages: readonly MessageView[];
}) {
  const { say } = visit.speech;
  if (messages.length === 0) return null;
  return (
    <section class="card" aria-labelledby="sent-title">
      <h2 id="sent-title">{say('sent.by-hand')}</h2>
      {messages.map(({ id, kind, at, by, subject, text, mails }) => (
        <article key={id} class="sent">
          <h3>{kind === 'nudge' ? say('sent.nudge') : <bdi>{subject}</bdi>}</h3>
          <p class="muted">
            {say('date.full-time', { at })} · <bdi>{by}</bdi>
          </p>
          {text !== '' && <blockquote dir="auto">{text}</blockquote>}
          <ul class="plain">
            {mails.map((mail) => (
              <SentMail key={mail.id} mail={mail} visit={visit} />
            ))}
          </ul>
        </article>
      ))}
    </section>
  );
}
