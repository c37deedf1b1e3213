import { TextControl } from '../layout/controls.view.js';
import { LightPage } from '../layout/document.view.js';
import type { Speech } from '../text/messages.js';
import { Hidden, Notice } from '../work/item-parts.view.js';

interface PasswordPageProps {
  readonly speech: Speech;
  readonly path: string;
  readonly hidden: readonly (readonly [string, string])[];
  readonly problem: string | null;
}

/** Asks for the address; what is said afterwards is the same whether anybody has it or not. */
export function ForgotPage({
  speech: { say },
  speech,
  path,
  hidden,
  problem,
  asked,
}: PasswordPageProps & { readonly asked: boolean }) {
  return (
    <LightPage speech={speech} title={say('password.forgot')} programme="Parcours" path={path}>
      <h1>{say('password.forgot')}</h1>
      <Problem problem={problem} speech={speech} />
      {asked ? (
        <Notice tone="good">
          <p>{say('password.asked')}</p>
        </Notice>
      ) : (
        <form method="post" action={path} class="card">
          <p class="help">{say('password.why')}</p>
          <Hidden fields={hidden} />
          <TextControl
            name="email"
            type="email"
            label={say('sign-in.email')}
            autoComplete="username"
            required
          />
          <button type="submit" class="primary">
            {say('password.ask')}
          </button>
        </form>
      )}
      <p>
        <a href="/console/sign-in">{say('sign-in.title')}</a>
      </p>
    </LightPage>
  );
}

/** Chooses a password behind a mailed token; `over` for a token that no longer works. */
export function PasswordPage({
  speech: { say },
  speech,
  path,
  hidden,
  problem,
  over,
}: PasswordPageProps & { readonly over: boolean }) {
  return (
    <LightPage speech={speech} title={say('password.choose')} programme="Parcours" path={path}>
      <h1>{say('password.choose')}</h1>
      <Problem problem={problem} speech={speech} />
      {over ? (
        <>
          <Notice tone="bad">
            <p>{say('password.over')}</p>
          </Notice>
          <p>
            <a href="/console/forgot">{say('password.forgot')}</a>
          </p>
        </>
      ) : (
        <form method="post" action={path} class="card">
          <Hidden fields={hidden} />
          <TextControl
            name="password"
            type="password"
            label={say('sign-in.password')}
            help={say('password.rule')}
            autoComplete="new-password"
            required
          />
          <TextControl
            name="again"
            type="password"
            label={say('password.again')}
            autoComplete="new-password"
            required
          />
          <button type="submit" class="primary">
            {say('password.save')}
          </button>
        </form>
      )}
    </LightPage>
  );
}

function Problem({ problem, speech }: { readonly problem: string | null; readonly speech: Speech }) {
  return problem === null ? null : (
    <Notice tone="bad">
      <p>{speech.say(problem)}</p>
    </Notice>
  );
}
