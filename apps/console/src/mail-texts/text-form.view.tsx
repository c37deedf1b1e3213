import type { MailTextView, TextValueView } from '#libs/cases';
import type { TextProblem } from '#libs/mail';
import { directionOf, pluralForms } from '#libs/wording';
import type { Visit } from '../http/visit.js';
import { listText, type Speech } from '../text/messages.js';
import { Hidden } from '../work/item-parts.view.js';
import type { MailPlace } from './place.js';
import { chooserOf, fieldOf, versionOf, type TextState } from './text-desk.js';

export interface TextFormProps {
  readonly visit: Visit;
  readonly place: MailPlace;
  readonly texts: readonly MailTextView[];
  readonly state: TextState;
}

/** Buttons elsewhere on the page belong to it, too. */
export const textForm = 'mail-text-form';

/** The texts of one mail, each in a field of its own. */
export function TextForm({ visit, place, texts, state }: TextFormProps) {
  const { speech, hidden, path } = visit;
  const { say } = speech;
  const { programme, language, letter } = place;
  const common = texts[0]?.values.filter((value) => value.common) ?? [];
  const shown = texts.map((text) => [versionOf(text.key), String(versionIn(text, state))] as const);
  return (
    <form method="post" action={path} id={textForm} class="card">
      <Hidden
        fields={[...hidden, ['programme', programme.code], ['in', language], ['letter', letter], ...shown]}
      />
      <h2>{say('mail-texts.words')}</h2>
      <p class="help">{say('mail-texts.how')}</p>
      {state.stale.length > 0 && <StaleTexts {...{ speech, place, texts, state }} />}
      {texts.map((text) => (
        <TextField key={text.key} {...{ speech, place, text, state }} />
      ))}
      <details class="values">
        <summary>{say('mail-texts.values-common')}</summary>
        <ValueList {...{ speech, language }} values={common} />
      </details>
      <div class="actions">
        <button type="submit" name="do" value="save" class="primary">
          {say('mail-texts.save')}
        </button>
        <button type="submit" name="do" value="preview">
          {say('mail-texts.preview')}
        </button>
      </div>
    </form>
  );
}

function versionIn({ key, version }: MailTextView, { versions }: TextState): number {
  return versions.get(key) ?? version;
}

type FieldProps = Pick<TextFormProps, 'place' | 'state'> & {
  readonly speech: Speech;
  readonly text: MailTextView;
};

function TextField({ speech, place, text, state }: FieldProps) {
  const { say } = speech;
  const { language } = place;
  const { key, part, own, values } = text;
  const problems = state.problems.get(key) ?? [];
  const typed = state.typed.get(key) ?? text.text;
  const id = fieldOf(key);
  const described = [...problems.map((_, index) => `${id}-problem-${index}`), `${id}-help`];
  const shared = usedIn(text, place, speech);
  return (
    <div class={problems.length > 0 ? 'field wrong' : 'field'}>
      <label for={id}>
        {say(`text-part.${part}`)}
        {own && <span class="chip info">{say('mail-texts.own')}</span>}
      </label>
      <div id={`${id}-help`}>
        {shared !== '' && <p class="help">{shared}</p>}
        <ValueList
          {...{ speech, language }}
          values={values.filter(({ common, required }) => !common || required)}
        />
      </div>
      {problems.map((problem, index) => (
        <p class="problem" id={`${id}-problem-${index}`} key={index}>
          {problemText(problem, speech)}
        </p>
      ))}
      <textarea
        id={id}
        name={id}
        rows={rowsFor(typed)}
        lang={language}
        dir={directionOf(language)}
        aria-invalid={problems.length > 0 ? 'true' : undefined}
        aria-describedby={described.join(' ')}
      >
        {typed}
      </textarea>
      {own && <BesideOwn {...{ speech, place, text, state }} />}
    </div>
  );
}

/** As many as the text needs in a narrow column, and one to go on. */
function rowsFor(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 45)), 0);
  return Math.min(10, lines + 1);
}

/** Where else a changed text will be read; empty for one of this mail alone. */
function usedIn({ mails }: MailTextView, { letter }: MailPlace, speech: Speech): string {
  if (mails === null) return speech.say('mail-texts.shared-all');
  const others = mails.filter((name) => name !== letter).map((name) => speech.say(`letter.${name}`));
  return others.length === 0 ? '' : speech.say('mail-texts.shared', { mails: listText(speech, others) });
}

function ValueList({
  speech,
  language,
  values,
}: {
  readonly speech: Speech;
  readonly language: string;
  readonly values: readonly TextValueView[];
}) {
  if (values.length === 0) return null;
  const forms = pluralForms(language).join(', ');
  return (
    <ul class="text-values">
      {values.map(({ name, meaning, ways, required }) => (
        <li key={name}>
          {ways.map((way) => (
            <code dir="ltr" key={way}>
              {way}
            </code>
          ))}{' '}
          {speech.say(`text-value.${meaning}`, { forms })}
          {required && <span class="chip">{speech.say('mail-texts.required')}</span>}
        </li>
      ))}
    </ul>
  );
}

/** The standard text for comparison, the way back to it, and whether an update has changed it. */
function BesideOwn({ speech, place, text, state }: FieldProps) {
  const { say } = speech;
  const { key, standard, standardThen, problems } = text;
  const isAnswered = state.problems.has(key);
  return (
    <>
      {problems.length > 0 && !isAnswered && (
        <div class="callout bad">
          <p>{say('mail-texts.broken')}</p>
          <ul>
            {problems.map((problem, index) => (
              <li key={index}>{problemText(problem, speech)}</li>
            ))}
          </ul>
        </div>
      )}
      {standardThen !== null && (
        <div class="callout warn">
          <p>{say('mail-texts.outdated')}</p>
          <dl>
            <Said {...{ place }} term={say('mail-texts.standard-then')} text={standardThen} />
            <Said {...{ place }} term={say('mail-texts.standard-now')} text={standard} />
          </dl>
          <label class="tick">
            <input type="checkbox" name="keep" value={key} /> <span>{say('mail-texts.keep')}</span>
          </label>
        </div>
      )}
      <details>
        <summary>{say('mail-texts.standard')}</summary>
        <p class="typed" lang={place.language} dir={directionOf(place.language)}>
          {standard}
        </p>
      </details>
      <button type="submit" name="take" value={`${key}:0`} class="small">
        {say('mail-texts.to-standard')}
      </button>
    </>
  );
}

/** Both values of what somebody else has changed meanwhile; the reader says which one stays. */
function StaleTexts({
  speech,
  place,
  texts,
  state,
}: Omit<FieldProps, 'text'> & Pick<TextFormProps, 'texts'>) {
  const { say } = speech;
  return (
    <section class="callout bad conflicts" id="problems" role="alert">
      <h3>{say('mail-texts.stale')}</h3>
      <p>{say('mail-texts.stale-how')}</p>
      {texts
        .filter(({ key }) => state.stale.includes(key))
        .map(({ key, part, text }) => (
          <fieldset key={key}>
            <legend>{say(`text-part.${part}`)}</legend>
            {(['stored', 'typed'] as const).map((side) => (
              <div class="side" key={side}>
                <label class="tick">
                  <input type="radio" name={chooserOf(key)} value={side} checked={side === 'typed'} />{' '}
                  <span>{say(`stale.${side}`)}</span>
                </label>
                <p class="typed" lang={place.language} dir={directionOf(place.language)}>
                  {side === 'stored' ? text : state.typed.get(key)}
                </p>
              </div>
            ))}
          </fieldset>
        ))}
    </section>
  );
}

function Said({
  place: { language },
  term,
  text,
}: Pick<FieldProps, 'place'> & { readonly term: string; readonly text: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd lang={language} dir={directionOf(language)}>
        {text}
      </dd>
    </>
  );
}

function problemText({ code, values }: TextProblem, speech: Speech): string {
  return speech.say(`text-problem.${code}`, values);
}
