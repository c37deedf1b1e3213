import type { ComponentChildren, JSX } from 'preact';
import { render } from 'preact-render-to-string';
import { directionOf, languageNames, languages } from '#libs/wording';
import { assetPath } from './assets.js';
import type { Speech } from '../text/messages.js';
import { ProgrammeName } from './name.view.js';

/** A whole page as text. */
export function renderPage(page: JSX.Element): string {
  return `<!doctype html>${render(page)}`;
}

/** Our own attributes only where they stand (`hx-…`), and no style put into pages: `styles/` has them. */
const htmxSettings = JSON.stringify({ prefix: '', includeIndicatorCSS: false, history: false });

/** Head and body around a page. Nothing inline: the Content-Security-Policy refuses it. */
export function HtmlDocument({
  speech,
  title,
  bodyClass,
  children,
}: {
  readonly speech: Speech;
  readonly title: string;
  readonly bodyClass: string;
  readonly children: ComponentChildren;
}) {
  const { language } = speech;
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{title}</title>
        <link rel="icon" href={assetPath('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetPath('parcours.css')} />
        <meta name="htmx-config" content={htmxSettings} />
        <script src={assetPath('htmx.js')} defer />
        <script src={assetPath('parcours.js')} defer />
      </head>
      <body class={bodyClass}>
        <a class="skip" href="#main">
          {speech.say('page.skip')}
        </a>
        <p class="offline" role="status" tabIndex={-1} hidden>
          {speech.say('page.offline')}
        </p>
        {children}
      </body>
    </html>
  );
}

/** The other languages of a page, each a link that changes nothing but the words. */
export function LanguageSwitch({ speech, path }: { readonly speech: Speech; readonly path: string }) {
  return (
    <nav class="languages" aria-label={speech.say('page.language')}>
      {languages.map((code) =>
        code === speech.language ? (
          <span key={code} aria-current="true" lang={code}>
            {languageNames[code]}
          </span>
        ) : (
          <a key={code} href={`${path}?lang=${code}`} lang={code} hreflang={code}>
            {languageNames[code]}
          </a>
        ),
      )}
    </nav>
  );
}

/** The sign, with the name of the programme that the reader knows, or the product's. */
export function Brand({ name }: { readonly name: string }) {
  return (
    <span class="brand">
      <img src={assetPath('icon.svg')} alt="" width={24} height={24} />
      <ProgrammeName name={name} />
    </span>
  );
}

/** The page without navigation that links in mails open. */
export function LightPage({
  speech,
  title,
  programme,
  path,
  children,
}: {
  readonly speech: Speech;
  readonly title: string;
  readonly programme: string;
  readonly path: string;
  readonly children: ComponentChildren;
}) {
  return (
    <HtmlDocument speech={speech} title={`${title} · ${programme}`} bodyClass="light">
      <header class="top">
        <Brand name={programme} />
        <LanguageSwitch speech={speech} path={path} />
      </header>
      <main id="main">{children}</main>
    </HtmlDocument>
  );
}
