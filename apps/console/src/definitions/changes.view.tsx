import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { ScrollTable } from '../layout/controls.view.js';
import type { Speech } from '../text/messages.js';
import type { Change } from './changes.js';
import { definitionPath } from './definition-list.view.js';
import type { Described } from './described.js';
import { wordChanges } from './word-changes.js';

export interface ChangesPageProps {
  readonly visit: Visit;
  readonly before: Described;
  readonly after: Described;
  readonly changes: readonly Change[];
}

/** What differs between two versions of a path, place by place. */
export function ChangesPage({ visit, before, after, changes }: ChangesPageProps) {
  const { speech } = visit;
  const { say } = speech;
  const title = say('definitions.changes', { from: before.version, to: after.version });
  return (
    <ConsolePage visit={visit} title={`${after.title} · ${title}`} section="definitions">
      <p class="crumbs">
        <a href="/console/definitions">{say('nav.definitions')}</a> ·{' '}
        <a href={definitionPath(after.key, after.version)}>{after.title}</a>
      </p>
      <h1>{title}</h1>
      {changes.length === 0 ? (
        <p class="muted">{say('definitions.no-changes')}</p>
      ) : (
        <div class="card">
          <ScrollTable
            label={title}
            head={[
              say('case.step'),
              say('definitions.what'),
              say('definitions.version', { version: before.version }),
              say('definitions.version', { version: after.version }),
            ]}
          >
            {changes.map(({ place, label, before: was, after: is }, index) => (
              <tr key={index}>
                {changes[index - 1]?.place !== place && (
                  <th scope="rowgroup" rowSpan={runFrom(changes, index)}>
                    {place}
                  </th>
                )}
                <td>{label}</td>
                <Sides was={was} is={is} speech={speech} />
              </tr>
            ))}
          </ScrollTable>
        </div>
      )}
    </ConsolePage>
  );
}

/** How many changes of one place follow one another. */
function runFrom(changes: readonly Change[], start: number): number {
  const end = changes.findIndex(({ place }, index) => index > start && place !== changes[start]?.place);
  return (end === -1 ? changes.length : end) - start;
}

/** Both texts in their cells, with the words that only one of them says. */
function Sides({
  was,
  is,
  speech,
}: {
  readonly was: string | null;
  readonly is: string | null;
  readonly speech: Speech;
}) {
  const absent = <span class="muted">{speech.say('definitions.absent')}</span>;
  if (was === null || is === null)
    return (
      <>
        <td>{was ?? absent}</td>
        <td>{is ?? absent}</td>
      </>
    );
  const { before, after } = wordChanges(was, is);
  return (
    <>
      <td class="compared">
        {before.map(({ text, isKept }) => (isKept ? text : [<del key={text}>{text.trim()}</del>, ' ']))}
      </td>
      <td class="compared">
        {after.map(({ text, isKept }) => (isKept ? text : [<ins key={text}>{text.trim()}</ins>, ' ']))}
      </td>
    </>
  );
}
