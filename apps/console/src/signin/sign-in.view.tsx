import { Brand, HtmlDocument, LanguageSwitch } from '../layout/document.view.js';
import { TextControl } from '../layout/controls.view.js';
import type { Speech } from '../text/messages.js';
import { Hidden, Notice } from '../work/item-parts.view.js';

export interface SignInPageProps {
  readonly speech: Speech;
  readonly hidden: readonly (readonly [string, string])[];
  readonly email: string;
  readonly problem: string | null;
  /** A form waits to be shown again after the sign-in of its person. */
  readonly unsent: boolean;
}

/** Address and password. */
export function SignInPage({ speech, hidden, email, problem, unsent }: SignInPageProps) {
  return (
    <HtmlDocument
      speech={speech}
      title={`${speech.say('sign-in.title')} · Parcours`}
      bodyClass="light sign-in"
    >
      <header class="top">
        <Brand name="Parcours" />
        <LanguageSwitch speech={speech} path="/console/sign-in" />
      </header>
      <main id="main">
        <h1>{speech.say('sign-in.title')}</h1>
        <p class="why">{speech.say('sign-in.why')}</p>
        {problem && (
          <Notice tone="bad">
            <p>{speech.say(problem)}</p>
          </Notice>
        )}
        {unsent && (
          <Notice tone="info">
            <p>{speech.say('sign-in.unsent')}</p>
          </Notice>
        )}
        <form method="post" action="/console/sign-in" class="card">
          <Hidden fields={hidden} />
          <TextControl
            name="email"
            type="email"
            label={speech.say('sign-in.email')}
            value={email}
            autoComplete="username"
            required
          />
          <TextControl
            name="password"
            type="password"
            label={speech.say('sign-in.password')}
            autoComplete="current-password"
            required
          />
          <div class="actions">
            <button type="submit" class="primary">
              {speech.say('sign-in.button')}
            </button>
          </div>
        </form>
        <p>
          <a href="/console/forgot">{speech.say('password.forgot')}</a>
        </p>
        <p class="help">{speech.say('sign-in.link-instead')}</p>
      </main>
    </HtmlDocument>
  );
}
