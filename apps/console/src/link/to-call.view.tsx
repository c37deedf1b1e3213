import type { ItemView } from '#libs/cases';
import type { Speech } from '../text/messages.js';

/** Whom the people of a company call. */
export function ToCall({
  contact: { name, phone, email },
  speech,
}: {
  readonly contact: ItemView['contact'];
  readonly speech: Speech;
}) {
  return (
    <section class="card" aria-labelledby="call-title">
      <h2 id="call-title">{speech.say('file.call')}</h2>
      <p>
        <bdi>{name}</bdi>
        {phone !== null && (
          <>
            <br />
            <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
              <bdi dir="ltr">{phone}</bdi>
            </a>
          </>
        )}
        {email !== null && (
          <>
            <br />
            <a href={`mailto:${email}`}>
              <bdi dir="ltr">{email}</bdi>
            </a>
          </>
        )}
      </p>
    </section>
  );
}
