import type { SampleLetter } from '#libs/cases';
import { pick } from '#libs/definitions';
import type { Programme } from '#libs/persistence';
import { directionOf, languageNames, languages, type Language } from '#libs/wording';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { ChoiceControl } from '../layout/controls.view.js';

/** One letter as its reader gets it, and the choice of another. */
export function MailTextsPage({
  visit,
  programmes,
  programme,
  language,
  letters,
  shown,
}: {
  readonly visit: Visit;
  readonly programmes: readonly Programme[];
  readonly programme: Programme;
  readonly language: Language;
  readonly letters: readonly SampleLetter[];
  readonly shown: SampleLetter | undefined;
}) {
  const { speech } = visit;
  const { say } = speech;
  const asked = new URLSearchParams({ programme: programme.code, in: language });
  return (
    <ConsolePage visit={visit} title={say('mail-texts.title')} section="mail-texts">
      <h1>{say('mail-texts.title')}</h1>
      <p class="why">{say('mail-texts.why')}</p>
      <form method="get" action="/console/mail-texts" class="card">
        <ChoiceControl
          name="programme"
          label={say('mail-texts.programme')}
          value={programme.code}
          options={programmes.map(({ code, name }) => [code, pick(name, speech.language)] as const)}
        />
        <ChoiceControl
          name="in"
          label={say('mail-texts.language')}
          value={language}
          options={languages.map((one) => [one, languageNames[one]] as const)}
        />
        <ChoiceControl
          name="letter"
          label={say('mail-texts.letter')}
          value={shown?.name}
          options={letters.map(({ name, subject }) => [name, subject] as const)}
        />
        <button type="submit" class="primary">
          {say('mail-texts.show')}
        </button>
      </form>
      {shown && (
        <section class="card">
          <h2 lang={language} dir={directionOf(language)}>
            {shown.subject}
          </h2>
          <iframe
            class="mail-body"
            title={say('mail-texts.frame')}
            src={`/console/mail-texts/${shown.name}/body?${asked.toString()}`}
            sandbox=""
          />
          <details>
            <summary>{say('mail-texts.plain')}</summary>
            <pre lang={language} dir={directionOf(language)} tabIndex={0}>
              {shown.text}
            </pre>
          </details>
        </section>
      )}
    </ConsolePage>
  );
}
