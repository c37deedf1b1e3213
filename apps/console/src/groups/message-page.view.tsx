import { messageLanguages, type CaseSummary, type MessagePreview } from '#libs/cases';
import { contactFunctions } from '#libs/domain';
import { ConsolePage } from '../layout/console.view.js';
import { ScrollTable } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';
import { inZone } from '../text/messages.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';
import { partyText } from '../work/party-text.js';
import { ChosenCases, GroupNotice } from './group-page.view.js';
import { messageFields, type TypedMessage } from './typed-message.js';

export interface MessagePageProps {
  readonly visit: Visit;
  readonly cases: readonly CaseSummary[];
  readonly typed: TypedMessage;
  readonly notice: string | null;
  readonly formKey: string;
}

/** To whom, and the words in as many languages as the writer has; nothing leaves before the preview. */
export function MessagePage({ visit, cases, typed, notice, formKey }: MessagePageProps) {
  const { speech, hidden } = visit;
  const { say } = speech;
  const own = messageLanguages.find((language) => language === speech.language) ?? 'fr';
  const languages = [own, ...messageLanguages.filter((language) => language !== own)];
  return (
    <ConsolePage visit={visit} title={say('group.message')} section="cases" narrow>
      <p class="crumbs">
        <a href="/console/cases">{say('nav.cases')}</a>
      </p>
      <h1>{say('group.message')}</h1>
      <p class="why">{say('group-means.message')}</p>
      <GroupNotice visit={visit} cases={cases} notice={notice} />
      {cases.length > 0 && (
        <form method="post" action="/console/groups/message" class="card">
          <Hidden fields={[...hidden, ['key', formKey], ['step', 'preview']]} />
          <ChosenCases visit={visit} cases={cases} />
          <fieldset class="field">
            <legend>{say('message.functions')}</legend>
            <p class="help">{say('message.functions-help')}</p>
            {contactFunctions.map((name) => (
              <label class="tick" key={name}>
                <input
                  type="checkbox"
                  name="function"
                  value={name}
                  checked={typed.functions.includes(name)}
                />
                <span>{partyText(speech, name)}</span>
              </label>
            ))}
          </fieldset>
          <p class="help">
            {say('message.languages-help')} {say('message.frame-help')}
          </p>
          {languages.map((language, index) => (
            <Words key={language} {...{ visit, typed, language }} open={index === 0} />
          ))}
          <div class="actions">
            <button type="submit" class="primary">
              {say('message.preview')}
            </button>
            <a class="button" href="/console/cases">
              {say('button.cancel')}
            </a>
          </div>
        </form>
      )}
    </ConsolePage>
  );
}

function Words({
  visit,
  typed,
  language,
  open,
}: Pick<MessagePageProps, 'visit' | 'typed'> & { readonly language: string; readonly open: boolean }) {
  const { say } = visit.speech;
  const [subject, text] = [typed.subject[language] ?? '', typed.text[language] ?? ''];
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return (
    <details open={open || subject !== '' || text !== ''}>
      <summary>{say(`language.${language}`)}</summary>
      <div class="field">
        <label for={`subject.${language}`}>{say('message.subject')}</label>
        <input
          id={`subject.${language}`}
          name={`subject.${language}`}
          lang={language}
          dir={direction}
          value={subject}
          maxLength={200}
          autoComplete="off"
        />
      </div>
      <div class="field">
        <label for={`text.${language}`}>{say('message.text')}</label>
        <textarea
          id={`text.${language}`}
          name={`text.${language}`}
          lang={language}
          dir={direction}
          rows={8}
          maxLength={4000}
        >
          {text}
        </textarea>
      </div>
    </details>
  );
}

export interface MessagePreviewPageProps {
  readonly visit: Visit;
  readonly cases: readonly CaseSummary[];
  readonly typed: TypedMessage;
  readonly preview: MessagePreview;
  readonly formKey: string;
}

/** Who gets it, in which words, and when; one button sends it, another goes back with every word kept. */
export function MessagePreviewPage({ visit, cases, typed, preview, formKey }: MessagePreviewPageProps) {
  const { speech, hidden } = visit;
  const { say } = speech;
  const { recipients, left, leavesAt } = preview;
  const reached = new Set(recipients.filter(({ unreachable }) => !unreachable).map(({ person }) => person))
    .size;
  const companyOf = (reference: string) =>
    cases.find((one) => one.reference === reference)?.organisationName ?? reference;
  const fields = [
    ...hidden,
    ['key', formKey] as const,
    ...messageFields(typed),
    ...cases.map(({ reference }) => ['reference', reference] as const),
  ];
  const written = messageLanguages.filter((language) => (typed.text[language] ?? '').trim() !== '');
  return (
    <ConsolePage visit={visit} title={say('message.check')} section="cases" narrow>
      <h1>{say('message.check')}</h1>
      <p class="why">{say('message.goes-to', { count: reached })}</p>
      {leavesAt !== null && (
        <Notice tone="info">
          <p>{inZone(speech, cases[0]?.timeZone ?? 'UTC').say('message.leaves', { at: leavesAt })}</p>
        </Notice>
      )}
      {written.map((language) => (
        <blockquote key={language} lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'} class="letter">
          <p>
            <strong>{typed.subject[language]}</strong>
          </p>
          {typed.text[language]}
        </blockquote>
      ))}
      <div class="card">
        <ScrollTable
          label={say('message.recipients')}
          head={[say('message.recipient'), say('item.company'), say('message.in')]}
        >
          {recipients.map(({ reference, person, name, language, unreachable }) => (
            <tr key={`${reference} ${person}`}>
              <th scope="row">
                <bdi>{name}</bdi>
                {unreachable && <span class="chip late">{say('message.unreachable')}</span>}
              </th>
              <td>
                <bdi>{companyOf(reference)}</bdi>
              </td>
              <td>{say(`language.${language}`)}</td>
            </tr>
          ))}
          {left.map(({ reference, code }) => (
            <tr key={reference}>
              <th scope="row">
                <span class="chip late">{say('message.nobody')}</span>
              </th>
              <td>
                <bdi>{companyOf(reference)}</bdi>
              </td>
              <td>{noticeText(speech, `refusal.${code}`)}</td>
            </tr>
          ))}
        </ScrollTable>
      </div>
      <form method="post" action="/console/groups/message">
        <Hidden fields={fields} />
        <div class="actions">
          {reached > 0 && (
            <button type="submit" class="primary" name="step" value="send">
              {say('message.send', { count: reached })}
            </button>
          )}
          <button type="submit" name="step" value="write">
            {say('button.back')}
          </button>
        </div>
      </form>
    </ConsolePage>
  );
}
