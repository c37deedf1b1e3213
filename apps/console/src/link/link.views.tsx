import type { ComponentChildren } from 'preact';
import type { ItemView, TakenBackLink } from '#libs/cases';
import { LightPage } from '../layout/document.view.js';
import { listText, type Speech } from '../text/messages.js';
import { Hidden, Notice } from '../work/item-parts.view.js';
import { ToCall } from './to-call.view.js';

interface OverPageProps {
  readonly speech: Speech;
  /** Path of the link's own page. */
  readonly path: string;
  /** What was typed and could not be kept, shown back. */
  readonly typed?: ComponentChildren;
}

/** What became of something that was typed behind a link whose time is over. */
export interface KeptWords {
  /** It waits for the next link. */
  readonly kept: boolean;
  /** Names of files that could not be kept with it. */
  readonly lost: readonly string[];
}

/** A link whose time is over: a fresh one goes by mail, to the registered address only; what was typed waits for it. */
export function ExpiredLinkPage({
  speech,
  path,
  seal,
  asked,
  kept,
  lost,
  typed,
}: OverPageProps & KeptWords & { readonly seal: string; readonly asked: boolean }) {
  const { say } = speech;
  return (
    <LightPage speech={speech} title={say('link.expired')} programme="Parcours" path={path}>
      <h1>{say('link.expired')}</h1>
      {asked ? (
        <Notice tone="good">
          <p>{say('link.fresh-asked')}</p>
          {kept && <p>{say('link.kept-there')}</p>}
        </Notice>
      ) : (
        <>
          {kept ? (
            <Notice tone="good">
              <p>
                <strong>{say('link.kept')}</strong>
              </p>
              <p>{say('link.kept-how')}</p>
            </Notice>
          ) : (
            <p class="why">{say('link.expired-why')}</p>
          )}
          {lost.length > 0 && (
            <Notice tone="bad">
              <p>{say('link.kept-no-files', { names: listText(speech, lost) })}</p>
            </Notice>
          )}
          {typed}
          <form method="post" action={`${path}?lang=${speech.language}`}>
            <Hidden fields={[['seal', seal]]} />
            <button type="submit" name="do" value="fresh-link" class="primary">
              {say('link.fresh')}
            </button>
          </form>
          <p class="help">{say('link.fresh-where')}</p>
        </>
      )}
    </LightPage>
  );
}

/** A colleague's link to a step that was taken back: who did so, and whom to ask. */
export function TakenBackPage({
  speech,
  path,
  link: { giver, by },
  contact,
  typed,
}: OverPageProps & { readonly link: TakenBackLink; readonly contact: ItemView['contact'] | null }) {
  const { say } = speech;
  return (
    <LightPage speech={speech} title={say('link.taken-back')} programme="Parcours" path={path}>
      <h1>{say('link.taken-back')}</h1>
      <p class="why">
        {by === null ? say('link.taken-back-why', { giver }) : say('link.taken-back-by', { by })}
      </p>
      <p>{say('link.taken-back-ask', { giver })}</p>
      {typed}
      {contact && <ToCall contact={contact} speech={speech} />}
    </LightPage>
  );
}

/** The link of a visit that is long over: there is nothing to answer any more. */
export function VisitOverPage({
  speech,
  path,
  contact,
  typed,
}: OverPageProps & { readonly contact: ItemView['contact'] | null }) {
  const { say } = speech;
  return (
    <LightPage speech={speech} title={say('visit.link-over')} programme="Parcours" path={path}>
      <h1>{say('visit.link-over')}</h1>
      <p class="why">{say('visit.link-over-why')}</p>
      {typed}
      {contact && <ToCall contact={contact} speech={speech} />}
    </LightPage>
  );
}

/** An address that no mail of ours held. */
export function UnknownLinkPage({ speech, path, typed }: OverPageProps) {
  const { say } = speech;
  return (
    <LightPage speech={speech} title={say('link.unknown')} programme="Parcours" path={path}>
      <h1>{say('link.unknown')}</h1>
      <p class="why">{say('link.unknown-why')}</p>
      {typed}
    </LightPage>
  );
}
