import type { PersonView } from '#libs/cases';
import { isLanguage, languageNames } from '#libs/wording';
import type { Speech } from '../text/messages.js';

/** How to reach somebody, for who may read it and change nothing. */
export function PersonAddress({
  person: { email, phone, language },
  speech,
}: {
  readonly person: PersonView;
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <dl class="facts card">
      {email !== null && (
        <div>
          <dt>{say('sign-in.email')}</dt>
          <dd>
            <a href={`mailto:${email}`}>
              <bdi>{email}</bdi>
            </a>
          </dd>
        </div>
      )}
      {phone !== null && (
        <div>
          <dt>{say('person.phone')}</dt>
          <dd>
            <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
              <bdi dir="ltr">{phone}</bdi>
            </a>
          </dd>
        </div>
      )}
      <div>
        <dt>{say('page.language')}</dt>
        <dd>{isLanguage(language) ? languageNames[language] : language}</dd>
      </div>
    </dl>
  );
}
