import { isCountry, timeZoneOf } from '#libs/calendars';
import type { MailTextChange, MailTextView, SampleLetter } from '#libs/cases';
import { pick } from '#libs/definitions';
import { sampleNames } from '#libs/mail';
import type { Programme } from '#libs/persistence';
import { directionOf, languageNames, languages } from '#libs/wording';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { ChoiceControl } from '../layout/controls.view.js';
import { inZone } from '../text/messages.js';
import { Notice } from '../work/item-parts.view.js';
import { bodyPath, type MailPlace } from './place.js';
import type { TextState } from './text-desk.js';
import { TextForm } from './text-form.view.js';
import { OwnTextList, TextHistory } from './text-history.view.js';

export interface MailTextsPageProps {
  readonly visit: Visit;
  readonly programmes: readonly Programme[];
  readonly place: MailPlace;
  /** Texts of the mail that may be said otherwise; none for a mail that is the same everywhere. */
  readonly texts: readonly MailTextView[];
  /** All that the programme says in its own words. */
  readonly own: readonly MailTextView[];
  readonly history: readonly MailTextChange[];
  /** The mail, with what is typed where that can be sent. */
  readonly sample: SampleLetter;
  readonly mayEdit: boolean;
  readonly state: TextState;
  /** Typed texts, packed for the frame's address; null where it shows what is stored. */
  readonly tried: string | null;
}

/** Sentences that say what was done; every other one says what is still to do. */
const done = ['mail-texts.saved', 'mail-texts.unchanged'];

/** One mail as its reader gets it, and its words to change. */
export function MailTextsPage(props: MailTextsPageProps) {
  const { visit, programmes, place, texts, own, history, mayEdit, state, tried } = props;
  const { say } = visit.speech;
  const { country } = place.programme;
  const speech = inZone(visit.speech, isCountry(country) ? timeZoneOf(country) : 'UTC');
  const edits = mayEdit && texts.length > 0;
  return (
    <ConsolePage visit={visit} title={say('mail-texts.title')} section="mail-texts">
      <h1>{say('mail-texts.title')}</h1>
      <p class="why">{say('mail-texts.why')}</p>
      <MailChoice {...{ visit, programmes, place }} />
      {state.notice !== null && (
        <div id={state.problems.size > 0 ? 'problems' : undefined}>
          <Notice tone={state.problems.size > 0 ? 'bad' : done.includes(state.notice) ? 'good' : 'info'}>
            <p>
              {say(state.notice)} {tried !== null && <a href="#preview">{say('mail-texts.as-read')}</a>}
            </p>
          </Notice>
        </div>
      )}
      {texts.length === 0 && (
        <Notice tone="info">
          <p>{say('mail-texts.fixed-secure')}</p>
        </Notice>
      )}
      {edits && tellsOfSeveral(place) && (
        <Notice tone="info">
          <p>{say('mail-texts.of-several')}</p>
        </Notice>
      )}
      <div class={edits ? 'mail-desk' : undefined}>
        {edits && <TextForm {...{ visit, place, texts, state }} />}
        <Preview {...props} />
      </div>
      {texts.length > 0 && <TextHistory {...{ speech, place, texts, history, mayEdit }} />}
      {own.length > 0 && <OwnTextList {...{ speech, place, own }} />}
    </ConsolePage>
  );
}

/** A digest and the mail of Monday are about no single company. */
function tellsOfSeveral({ letter }: MailPlace): boolean {
  return letter === 'monday' || letter.startsWith('digest-');
}

function MailChoice({
  visit: { speech },
  programmes,
  place,
}: Pick<MailTextsPageProps, 'visit' | 'programmes' | 'place'>) {
  const { say } = speech;
  return (
    <form method="get" action="/console/mail-texts" class="filters">
      <ChoiceControl
        name="programme"
        label={say('mail-texts.programme')}
        value={place.programme.code}
        options={programmes.map(({ code, name }) => [code, pick(name, speech.language)] as const)}
      />
      <ChoiceControl
        name="letter"
        label={say('mail-texts.letter')}
        value={place.letter}
        options={sampleNames.map((name) => [name, say(`letter.${name}`)] as const)}
      />
      <ChoiceControl
        name="in"
        label={say('mail-texts.language')}
        value={place.language}
        options={languages.map((one) => [one, languageNames[one]] as const)}
      />
      <button type="submit">{say('mail-texts.show')}</button>
    </form>
  );
}

/** The real mail in a frame in which nothing runs; with what is typed, unless that cannot be sent. */
function Preview({ visit, place, sample, state, tried }: MailTextsPageProps) {
  const { say } = visit.speech;
  const { language } = place;
  return (
    <section class="card" aria-labelledby="preview">
      <h2 id="preview">
        {say('mail-texts.as-read')}
        {tried !== null && <span class="chip warn">{say('mail-texts.unsaved')}</span>}
      </h2>
      {state.problems.size > 0 ? (
        <p class="muted">{say('mail-texts.no-preview')}</p>
      ) : (
        <>
          <p class="mail-subject" lang={language} dir={directionOf(language)}>
            {sample.subject}
          </p>
          <iframe class="mail-body" title={say('mail-texts.frame')} src={bodyPath(place, tried)} sandbox="" />
          <details>
            <summary>{say('mail-texts.plain')}</summary>
            <pre class="mail-text" lang={language} dir={directionOf(language)} tabIndex={0}>
              {sample.text}
            </pre>
          </details>
        </>
      )}
    </section>
  );
}
