import type { Speech } from '../text/messages.js';
import { Hidden } from '../work/item-parts.view.js';
import { LightPage } from './document.view.js';
import { TypedBack, TypedLines } from './typed-back.view.js';

export interface ErrorPageProps {
  readonly speech: Speech;
  readonly status: number;
  /** Key of the message, with `-title` for its heading. */
  readonly message: string;
  /** Stable, for whoever is called about it. */
  readonly code: string;
  /** A post that may be sent again as it was, or a page to ask for again; null where that would help nobody. */
  readonly retry: Retry | null;
  /** Where a reader of the console goes on; null behind a link. */
  readonly home: string | null;
  /** What was typed and came to nothing, shown back. */
  readonly typed: readonly string[];
}

interface Retry {
  readonly action: string;
  /** Null for a page. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** What went wrong and what to do. */
export function ErrorPage({ speech, message, code, retry, home, typed }: ErrorPageProps) {
  const title = speech.say(`${message}-title`);
  return (
    <LightPage speech={speech} title={title} programme="Parcours" path="">
      <h1>{title}</h1>
      <p class="why">{speech.say(message)}</p>
      {retry?.body === null && (
        <p class="actions">
          <a class="button primary" href={retry.action}>
            {speech.say('button.again')}
          </a>
        </p>
      )}
      {retry?.body && (
        <form method="post" action={retry.action}>
          <Hidden
            fields={Object.entries(retry.body).flatMap(([name, value]) =>
              [value].flat().flatMap((one) => (typeof one === 'string' ? [[name, one] as const] : [])),
            )}
          />
          <p class="actions">
            <button type="submit" class="primary">
              {speech.say('button.again')}
            </button>
          </p>
        </form>
      )}
      {typed.length > 0 && (
        <TypedBack how="copy" speech={speech}>
          <TypedLines words={typed} />
        </TypedBack>
      )}
      {home !== null && (
        <p>
          <a href={home}>{speech.say('error.home')}</a>
        </p>
      )}
      <p class="muted code">{code}</p>
    </LightPage>
  );
}
