import type { ComponentChildren } from 'preact';
import type { Visit } from '../http/visit.js';
import { ProgrammeChoice } from '../programme-choice/programme-choice.view.js';
import { Hidden } from '../work/item-parts.view.js';
import { assetPath } from './assets.js';
import { HtmlDocument, LanguageSwitch } from './document.view.js';
import { Alarm, LiveLine, titleOf, Waiting } from '../live/waiting.view.js';
import { Icon } from './icon.view.js';
import { ShortcutHelp } from './shortcuts.view.js';
import { navigationFor, type Section } from './sections.js';

export interface ConsolePageProps {
  readonly visit: Visit;
  readonly title: string;
  readonly section: Section;
  /** Text pages read better narrow. */
  readonly narrow?: boolean;
  /** How much waits for the viewer, where the page knows; it is asked for elsewhere. */
  readonly waiting?: number | undefined;
  /** How many incidents are open, where the page knows. */
  readonly incidents?: number | undefined;
  /** How many mails have a text of one's own to mend, where the page knows. */
  readonly texts?: number | undefined;
  readonly children: ComponentChildren;
}

/** A page of the console: sections, whoever is signed in, and the content. */
export function ConsolePage({ narrow = false, title, children, ...around }: ConsolePageProps) {
  const { visit, waiting } = around;
  return (
    <HtmlDocument speech={visit.speech} title={titleOf(title, waiting)} bodyClass="console">
      <header class="chrome">
        <a class="brand" href="/console">
          <img src={assetPath('icon.svg')} alt="" width={24} height={24} />
          Parcours
        </a>
        <ProgrammeChoice visit={visit} />
        <Navigation {...around} />
        <PersonMenu visit={visit} />
      </header>
      <main id="main" class={narrow ? 'narrow' : undefined}>
        {children}
      </main>
      <LiveLine />
      {visit.viewer.shortcuts !== false && <ShortcutHelp speech={visit.speech} />}
    </HtmlDocument>
  );
}

function Navigation({
  visit: { speech, viewer },
  section,
  waiting,
  incidents,
  texts,
}: Pick<ConsolePageProps, 'visit' | 'section' | 'waiting' | 'incidents' | 'texts'>) {
  const entries = navigationFor(viewer, section);
  // On the way to the page where they are mended: its own entry stands here only while settings are open.
  const toTexts = entries.find(({ key }) => key === 'mail-texts') ?? { key: 'settings' };
  return (
    <nav class="sections" aria-label={speech.say('nav.sections')}>
      {entries.map(({ key, path, icon }) => (
        <a
          key={key}
          href={path}
          class={icon === null ? 'sub' : undefined}
          aria-current={key === section ? 'page' : undefined}
        >
          {icon !== null && <Icon name={icon} />}
          {speech.say(`nav.${key}`)}
          {key === 'today' && <Waiting speech={speech} count={waiting ?? null} />}
          {key === 'incidents' && <Alarm of="incidents-open" speech={speech} count={incidents ?? null} />}
          {key === toTexts.key && <Alarm of="texts-broken" speech={speech} count={texts ?? null} />}
        </a>
      ))}
    </nav>
  );
}

/** Who is signed in, the language of the pages, the way out. */
function PersonMenu({ visit: { speech, viewer, path, hidden } }: Pick<ConsolePageProps, 'visit'>) {
  return (
    <details class="menu">
      <summary>
        <span class="person" aria-hidden="true">
          {initials(viewer.name)}
        </span>
        <bdi class="who">{viewer.name}</bdi>
        <span class="unseen">{speech.say('nav.person')}</span>
      </summary>
      <div class="panel">
        <LanguageSwitch speech={speech} path={path} />
        <a href="/console/me">{speech.say('nav.me')}</a>
        <form method="post" action="/console/sign-out">
          <Hidden fields={hidden} />
          <button type="submit">{speech.say('sign-in.out')}</button>
        </form>
      </div>
    </details>
  );
}

/** Two letters of a name, of its first and its last word; of an Arabic one the first, for two would join into a word. */
function initials(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /^\p{L}/u.exec(word) ?? []);
  const isArabic = /^\p{Script=Arabic}/u.test(letters[0] ?? '');
  const ends = letters.length > 1 && !isArabic ? [letters.at(0), letters.at(-1)] : letters.slice(0, 1);
  return ends.join('').toLocaleUpperCase();
}
