import type { MailTextChange, MailTextView } from '#libs/cases';
import { directionOf, languageNames } from '#libs/wording';
import { ScrollTable } from '../layout/controls.view.js';
import type { Speech } from '../text/messages.js';
import { placePath, type MailPlace } from './place.js';
import { textForm } from './text-form.view.js';

/** Changes that are shown; the API has them all. */
const mostShown = 50;

/** Who changed which text of this mail, and a way to take an earlier one into its field. */
export function TextHistory({
  speech,
  place,
  texts,
  history,
  mayEdit,
}: {
  readonly speech: Speech;
  readonly place: MailPlace;
  readonly texts: readonly MailTextView[];
  readonly history: readonly MailTextChange[];
  readonly mayEdit: boolean;
}) {
  const { say } = speech;
  const { language } = place;
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{say('mail-texts.history')}</h2>
      {history.length === 0 ? (
        <p class="muted">{say('mail-texts.no-history')}</p>
      ) : (
        <ScrollTable
          label={say('mail-texts.history')}
          head={['mail-texts.when', 'mail-texts.who', 'mail-texts.which', 'mail-texts.what'].map((key) =>
            say(key),
          )}
        >
          {history.slice(0, mostShown).map(({ key, version, text, personName, at }) => {
            const now = texts.find((one) => one.key === key);
            return (
              <tr key={`${key} ${version}`}>
                <th scope="row">{say('date.full-time', { at })}</th>
                <td>
                  <bdi>{personName}</bdi>
                </td>
                <td>{now && say(`text-part.${now.part}`)}</td>
                <td>
                  {text === null ? (
                    <span class="muted">{say('mail-texts.standard')}</span>
                  ) : (
                    <p class="typed" lang={language} dir={directionOf(language)}>
                      {text}
                    </p>
                  )}
                  {mayEdit && now && now.version !== version && text !== null && (
                    <button
                      type="submit"
                      form={textForm}
                      name="take"
                      value={`${key}:${version}`}
                      class="small"
                    >
                      {say('mail-texts.take')}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </ScrollTable>
      )}
    </section>
  );
}

/** Mails that the programme says in its own words, in whatever language, and those that need a look. */
export function OwnTextList({
  speech,
  place,
  own,
}: {
  readonly speech: Speech;
  readonly place: MailPlace;
  readonly own: readonly MailTextView[];
}) {
  const { say } = speech;
  const mails = new Map<string, MailTextView[]>();
  for (const text of own) {
    // A text of every mail is found on the page of any.
    const letter = text.mails?.[0] ?? '';
    const at = `${text.language} ${letter}`;
    mails.set(at, [...(mails.get(at) ?? []), text]);
  }
  return (
    <section class="card" aria-labelledby="own-texts">
      <h2 id="own-texts">{say('mail-texts.own-texts')}</h2>
      <ul class="plain">
        {[...mails].map(([at, texts]) => {
          const [language = 'fr', letter = ''] = at.split(' ');
          const [first] = texts;
          return (
            first && (
              <li key={at}>
                <a href={placePath({ ...place, language: first.language, letter: letter || place.letter })}>
                  {letter === '' ? say('mail-texts.every-mail') : say(`letter.${letter}`)}
                </a>{' '}
                · <bdi lang={language}>{languageNames[first.language]}</bdi>
                {texts.some(({ standardThen }) => standardThen !== null) && (
                  <span class="chip warn">{say('mail-texts.chip-outdated')}</span>
                )}
                {texts.some(({ problems }) => problems.length > 0) && (
                  <span class="chip late">{say('mail-texts.chip-broken')}</span>
                )}
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}
