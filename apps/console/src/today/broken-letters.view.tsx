import type { TodayView } from '#libs/cases';
import { pick } from '#libs/definitions';
import { languageNames } from '#libs/wording';
import type { Visit } from '../http/visit.js';
import { placePath } from '../mail-texts/place.js';
import { ProgrammeName } from '../layout/name.view.js';

/** Mails whose own text can no longer be said; mending it takes the line off the page. */
export function BrokenLetters({
  visit: { speech },
  letters,
}: {
  readonly visit: Visit;
  readonly letters: TodayView['brokenLetters'];
}) {
  const { say, language: own } = speech;
  if (letters.length === 0) return null;
  return (
    <section>
      <h2>{say('today.broken-letters', { count: letters.length })}</h2>
      <ul class="work">
        {letters.map(({ programme, language, letter, shared }) => {
          const id = `text-${programme.code}-${language}-${shared ? 'every' : letter}`;
          return (
            <li key={id} id={`line-${id}`} class="late" data-line>
              <div class="what">
                <a href={placePath({ programme, language, letter })}>
                  {shared ? say('mail-texts.every-mail') : say(`letter.${letter}`)}
                </a>{' '}
                · <bdi lang={language}>{languageNames[language]}</bdi>
                <br />
                <span class="muted">
                  <ProgrammeName name={pick(programme.name, own)} /> · {say('mail-texts.broken')}
                </span>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
