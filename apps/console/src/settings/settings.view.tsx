import type { ProgrammeView } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { settingsFor } from '../layout/sections.js';
import { ProgrammeName } from '../layout/name.view.js';

/** Pages of a programme that its administrators keep, below `/console/programmes/<code>`, and the message of their heading. */
const ofProgramme = [
  ['data-policy', 'policy.title'],
  ['mail-hours', 'mail-hours.title'],
] as const;

/** What can be set, and what each page is for. */
export function SettingsPage({
  visit,
  programmes,
}: {
  readonly visit: Visit;
  readonly programmes: readonly ProgrammeView[];
}) {
  const { say } = visit.speech;
  const administered = programmes.filter(({ dataPolicy }) => dataPolicy !== null);
  return (
    <ConsolePage visit={visit} title={say('nav.settings')} section="settings" narrow>
      <h1>{say('nav.settings')}</h1>
      <ul class="ways card">
        {settingsFor(visit.viewer).map(({ key, path }) => (
          <Way key={key} href={path} words={say(`nav.${key}`)} help={say(`settings.${key}-help`)} />
        ))}
      </ul>
      {administered.map(({ code, name }) => (
        <section key={code}>
          <h2>
            <ProgrammeName name={name} />
          </h2>
          <ul class="ways card">
            {ofProgramme.map(([key, title]) => (
              <Way
                key={key}
                href={`/console/programmes/${code}/${key}`}
                words={say(title)}
                help={say(`settings.${key}-help`)}
              />
            ))}
          </ul>
        </section>
      ))}
    </ConsolePage>
  );
}

function Way({
  href,
  words,
  help,
}: {
  readonly href: string;
  readonly words: string;
  readonly help: string;
}) {
  return (
    <li>
      <a href={href}>{words}</a>
      <p class="help">{help}</p>
    </li>
  );
}
