import type { ComponentChildren } from 'preact';
import { programmesFor } from '#libs/identity';
import type { Visit } from '../http/visit.js';
import { Hidden } from '../work/item-parts.view.js';
import { HtmlDocument, LanguageSwitch } from './document.view.js';

const sections = ['today', 'cases', 'incidents', 'organisations', 'people', 'calendars'] as const;
export type Section = (typeof sections)[number];

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
  const shown = sections.filter((one) => maySee(visit, one));
  return (
    <HtmlDocument speech={speech} title={`${title} · Parcours`} bodyClass="console">
      <header class="top">
        <a class="brand" href="/console">
          Parcours
        </a>
        <nav class="sections" aria-label={speech.say('nav.sections')}>
          {shown.map((one) => (
            <a
              key={one}
              href={one === 'today' ? '/console' : `/console/${one}`}
              aria-current={one === section ? 'page' : undefined}
            >
              {speech.say(`nav.${one}`)}
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

function maySee({ viewer }: Visit, section: Section): boolean {
  if (section === 'incidents') return programmesFor(viewer, 'report-incident').length > 0;
  if (section === 'people' || section === 'calendars') return programmesFor(viewer, 'view-people').length > 0;
  return true;
}
