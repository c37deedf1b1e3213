import type { ComponentChildren } from 'preact';
import type { Visit } from '../http/visit.js';
import { Hidden } from '../work/item-parts.view.js';
import { HtmlDocument, LanguageSwitch } from './document.view.js';
import { sections, type Section } from './sections.js';

export interface ConsolePageProps {
  readonly visit: Visit;
  readonly title: string;
  readonly section: Section | 'me';
  /** Text pages read better narrow. */
  readonly narrow?: boolean;
  readonly children: ComponentChildren;
}

/** A page of the console: sections, whoever is signed in, and the content. */
export function ConsolePage({ visit, title, section, narrow = false, children }: ConsolePageProps) {
  const { speech, viewer, path, hidden } = visit;
  const shown = sections.filter((one) => one.sees(visit));
  return (
    <HtmlDocument speech={speech} title={`${title} · Parcours`} bodyClass="console">
      <header class="top">
        <a class="brand" href="/console">
          Parcours
        </a>
        <nav class="sections" aria-label={speech.say('nav.sections')}>
          {shown.map(({ key, path: address }) => (
            <a key={key} href={address} aria-current={key === section ? 'page' : undefined}>
              {speech.say(`nav.${key}`)}
            </a>
          ))}
        </nav>
        <div class="account">
          <LanguageSwitch speech={speech} path={path} />
          <a href="/console/me">{viewer.name}</a>
          <form method="post" action="/console/sign-out">
            <Hidden fields={hidden} />
            <button type="submit" class="small">
              {speech.say('sign-in.out')}
            </button>
          </form>
        </div>
      </header>
      <main id="main" class={narrow ? 'narrow' : undefined}>
        {children}
      </main>
    </HtmlDocument>
  );
}
