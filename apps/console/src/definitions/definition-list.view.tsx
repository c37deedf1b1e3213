import type { DefinitionVersions } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';

/** Address of a version's page. */
export function definitionPath(key: string, version: number): string {
  return `/console/definitions/${key}/${version}`;
}

/** Every path that cases can follow, with its versions and what changed from one to the next. */
export function DefinitionListPage({
  visit,
  definitions,
}: {
  readonly visit: Visit;
  readonly definitions: readonly DefinitionVersions[];
}) {
  const { say } = visit.speech;
  return (
    <ConsolePage visit={visit} title={say('nav.definitions')} section="definitions" narrow>
      <h1>{say('nav.definitions')}</h1>
      <p class="why">{say('definitions.why')}</p>
      {definitions.map(({ key, title, versions }) => (
        <section key={key} class="card" aria-labelledby={`definition-${key}`}>
          <h2 id={`definition-${key}`}>{title}</h2>
          <ul class="plain">
            {versions.map((version, index) => (
              <li key={version}>
                <a href={definitionPath(key, version)}>{say('definitions.version', { version })}</a>
                {index === 0 && <span class="muted"> · {say('definitions.newest')}</span>}
                {versions.includes(version - 1) && (
                  <>
                    {' · '}
                    <a href={`${definitionPath(key, version)}/changes`}>
                      {say('definitions.changes', { from: version - 1, to: version })}
                    </a>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </ConsolePage>
  );
}
