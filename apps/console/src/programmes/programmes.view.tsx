import type { ProgrammeView } from '#libs/cases';
import { ConsolePage } from '../layout/console.view.js';
import type { Visit } from '../http/visit.js';
import { dayText } from '../text/messages.js';
import { ProgrammeName } from '../layout/name.view.js';

/** Programmes to choose one of. */
export function ProgrammesPage({
  visit,
  programmes,
}: {
  readonly visit: Visit;
  readonly programmes: readonly ProgrammeView[];
}) {
  const { speech } = visit;
  const { say } = speech;
  return (
    <ConsolePage visit={visit} title={say('nav.programmes')} section="programmes">
      <h1>{say('nav.programmes')}</h1>
      {programmes.length === 0 && <p class="why">{say('programme.none')}</p>}
      <ul class="work">
        {programmes.map(({ code, name, startsOn, endsOn }) => (
          <li key={code}>
            <span class="what">
              <a href={`/console/programmes/${code}`}>
                <ProgrammeName name={name} />
              </a>
            </span>
            <span class="muted">
              {say('programme.span', { from: dayText(speech, startsOn), to: dayText(speech, endsOn) })}
            </span>
          </li>
        ))}
      </ul>
    </ConsolePage>
  );
}
