import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { Stations } from '../path/stations.view.js';
import { Steps } from '../path/steps.view.js';
import type { Speech } from '../text/messages.js';
import { definitionPath } from './definition-list.view.js';
import type { Described, DescribedItem, DescribedStage, Line } from './described.js';

export interface DefinitionPageProps {
  readonly visit: Visit;
  readonly view: Described;
  /** All there are, newest first. */
  readonly versions: readonly number[];
}

/** A path as a picture and, below it, as text: what is asked of whom, by when, and what follows. */
export function DefinitionPage({ visit, view, versions }: DefinitionPageProps) {
  const { speech } = visit;
  const { say } = speech;
  const { key, version, title, stages, outcomes } = view;
  return (
    <ConsolePage visit={visit} title={title} section="definitions">
      <p class="crumbs">
        <a href="/console/definitions">{say('nav.definitions')}</a>
      </p>
      <h1>{title}</h1>
      <p class="why">
        {say('definitions.version', { version })}
        {version === versions[0] && ` · ${say('definitions.newest')}`}
      </p>
      <p class="case-tools">
        {versions
          .filter((other) => other !== version)
          .map((other) => (
            <a key={other} href={definitionPath(key, other)}>
              {say('definitions.version', { version: other })}
            </a>
          ))}
        {versions.includes(version - 1) && (
          <a href={`${definitionPath(key, version)}/changes`}>
            {say('definitions.changes', { from: version - 1, to: version })}
          </a>
        )}
      </p>
      <section class="card path" aria-labelledby="path-title">
        <h2 id="path-title">{say('path.title')}</h2>
        <Stations
          stations={stages.map((stage) => ({
            ...{ key: stage.key, title: stage.title, state: 'ahead', delay: '', isLater: false },
            href: `#stage-${stage.key}`,
            note: say('definitions.steps', { count: stage.items.length }),
            loop: stage.mayReturn ? say('definitions.may-return') : '',
          }))}
          speech={speech}
        />
      </section>
      {stages.map((stage) => (
        <Stage key={stage.key} stage={stage} speech={speech} />
      ))}
      <section class="card" aria-labelledby="ends-title">
        <h2 id="ends-title">{say('definitions.ends')}</h2>
        <Lines lines={outcomes} />
      </section>
    </ConsolePage>
  );
}

function Stage({ stage, speech }: { readonly stage: DescribedStage; readonly speech: Speech }) {
  const { key, title, lines, items } = stage;
  return (
    <section class="card path" id={`stage-${key}`} aria-labelledby={`title-${key}`}>
      <h2 id={`title-${key}`}>{title}</h2>
      <Lines lines={lines} />
      <Steps
        steps={items.map((item) => ({
          ...{ key: item.key, kind: item.kind, title: item.title, state: 'ahead', loop: item.loop },
          href: `#item-${item.key}`,
          notes: [item.who, item.due],
        }))}
      />
      <div class="definition-items">
        {items.map((item) => (
          <Item key={item.key} item={item} speech={speech} />
        ))}
      </div>
    </section>
  );
}

function Item({ item, speech }: { readonly item: DescribedItem; readonly speech: Speech }) {
  const { key, title, texts, lines, fields } = item;
  const said = (name: string) => texts.find((line) => line.key === name)?.text;
  return (
    <article id={`item-${key}`} aria-labelledby={`title-${key}`}>
      <h3 id={`title-${key}`}>{title}</h3>
      {said('why') && <p>{said('why')}</p>}
      {said('help') && <p class="help">{said('help')}</p>}
      <Lines lines={lines} />
      {fields.length > 0 && (
        <details>
          <summary>{speech.say('definitions.form')}</summary>
          <Lines lines={fields} />
        </details>
      )}
    </article>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return lines.length === 0 ? null : (
    <dl class="facts rules">
      {lines.map(({ key, label, text }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
