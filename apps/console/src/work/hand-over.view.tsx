import type { HandoverView, ItemView } from '#libs/cases';
import { languageNames, languages } from '#libs/wording';
import { MailChip } from '../cases/mail-chip.view.js';
import { ChoiceControl, TextControl } from '../layout/controls.view.js';
import type { Speech } from '../text/messages.js';
import { handoverInputs, type TypedHandover } from './hand-over-desk.js';
import { toneOf } from './item-notices.js';
import { Hidden, noticeText, SaveFirst, type Door } from './item-parts.view.js';

/** A colleague fills it in: who has it in their hands already, and the form to pass it on. */
export function HandOver({
  view,
  typed,
  door,
  speech,
  formKey,
}: {
  readonly view: ItemView;
  /** What was not taken; null where nothing was tried. */
  readonly typed: TypedHandover | null;
  readonly door: Door;
  readonly speech: Speech;
  readonly formKey: string;
}) {
  const { say } = speech;
  if (!view.may.handOver) return null;
  return (
    <details open={typed !== null} id="hand-over">
      <summary>{say('hand-over.title')}</summary>
      {typed && (
        <p class={toneOf(typed.notice) === 'bad' ? 'problem' : 'help'}>{noticeText(speech, typed.notice)}</p>
      )}
      <form method="post" action={door.action} noValidate>
        <Hidden fields={[...door.hidden, ['key', formKey]]} />
        <p>{say('hand-over.why')}</p>
        <TextControl name={handoverInputs.name} label={say('hand-over.name')} value={typed?.name} required />
        <TextControl
          name={handoverInputs.function}
          label={say('hand-over.function')}
          value={typed?.function}
          required
        />
        <TextControl
          type="email"
          name={handoverInputs.email}
          label={say('hand-over.email')}
          value={typed?.email}
          required
        />
        {typed?.notice === 'refusal.handover.other-domain' && (
          <label class="tick">
            <input type="checkbox" name={handoverInputs.elsewhere} value="yes" />{' '}
            <span>{say('hand-over.elsewhere')}</span>
          </label>
        )}
        <ChoiceControl
          name={handoverInputs.language}
          label={say('hand-over.language')}
          value={typed?.language ?? speech.language}
          options={languages.map((code) => [code, languageNames[code]])}
        />
        <SaveFirst view={view} speech={speech} />
        <button type="submit" name="do" value="hand-over">
          {say('hand-over.send')}
        </button>
      </form>
    </details>
  );
}

/** Who has it in their hands beside whose it is, with what became of the mail, and the way to take it back. */
export function HandedTo({
  handovers,
  isOwn,
  door,
  speech,
}: {
  readonly handovers: readonly HandoverView[];
  /** The reader is who passed it on. */
  readonly isOwn: boolean;
  readonly door: Pick<Door, 'action' | 'hidden'>;
  readonly speech: Speech;
}) {
  const { say } = speech;
  if (handovers.length === 0) return null;
  return (
    <section class="callout info" aria-labelledby="handed-title">
      <h2 id="handed-title">{say('hand-over.done')}</h2>
      <ul class="plain">
        {handovers.map((one) => (
          <li key={one.id}>
            <strong>
              <bdi>{one.name}</bdi>
            </strong>
            {' · '}
            <bdi>{one.function}</bdi>
            {' · '}
            <bdi dir="ltr">{one.email}</bdi>
            <span class="muted"> · {say('date.day', { at: one.at })}</span>{' '}
            {one.endedAt === null && <MailChip state={one.mail} speech={speech} />}
            <TakeBack handover={one} {...door} speech={speech} />
          </li>
        ))}
      </ul>
      {isOwn && <p>{say('hand-over.own-link')}</p>}
    </section>
  );
}

/** That it was taken back, by whom; or the button for it. */
export function TakeBack({
  handover,
  action,
  hidden,
  speech,
}: Pick<Door, 'action' | 'hidden'> & { readonly handover: HandoverView; readonly speech: Speech }) {
  const { say } = speech;
  const { id, name, endedAt: at, endedBy, mayTakeBack } = handover;
  if (at !== null)
    return <span class="muted">· {say('hand-over.taken-back', { at, by: endedBy ?? '' })}</span>;
  if (!mayTakeBack) return null;
  return (
    <form method="post" action={action} class="take-back">
      <Hidden fields={[...hidden, ['handover', id]]} />
      <button type="submit" name="do" value="take-back" class="small">
        {say('hand-over.take-back')} <span class="unseen">{name}</span>
      </button>
    </form>
  );
}
