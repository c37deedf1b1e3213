import { LightPage } from '../layout/document.view.js';
import type { Speech } from '../text/messages.js';
import { Hidden, Notice } from '../work/item-parts.view.js';

/** A link whose time is over: a fresh one goes by mail, to the registered address only. */
export function ExpiredLinkPage({
  speech,
  path,
  seal,
  asked,
}: {
  readonly speech: Speech;
  readonly path: string;
  readonly seal: string;
  readonly asked: boolean;
}) {
  return (
    <LightPage speech={speech} title={speech.say('link.expired')} programme="Parcours" path={path}>
      <h1>{speech.say('link.expired')}</h1>
      {asked ? (
        <Notice tone="good">
          <p>{speech.say('link.fresh-asked')}</p>
        </Notice>
      ) : (
        <>
          <p class="why">{speech.say('link.expired-why')}</p>
          <form method="post" action={`${path}?lang=${speech.language}`}>
            <Hidden fields={[['seal', seal]]} />
            <button type="submit" name="do" value="fresh-link" class="primary">
              {speech.say('link.fresh')}
            </button>
          </form>
          <p class="help">{speech.say('link.fresh-where')}</p>
        </>
      )}
    </LightPage>
  );
}

/** The link of a visit that is long over: there is nothing to answer any more. */
export function VisitOverPage({ speech, path }: { readonly speech: Speech; readonly path: string }) {
  return (
    <LightPage speech={speech} title={speech.say('visit.link-over')} programme="Parcours" path={path}>
      <h1>{speech.say('visit.link-over')}</h1>
      <p class="why">{speech.say('visit.link-over-why')}</p>
    </LightPage>
  );
}

/** An address that no mail of ours held. */
export function UnknownLinkPage({ speech, path }: { readonly speech: Speech; readonly path: string }) {
  return (
    <LightPage speech={speech} title={speech.say('link.unknown')} programme="Parcours" path={path}>
      <h1>{speech.say('link.unknown')}</h1>
      <p class="why">{speech.say('link.unknown-why')}</p>
    </LightPage>
  );
}
