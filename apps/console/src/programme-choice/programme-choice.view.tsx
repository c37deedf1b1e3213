import type { ComponentChildren } from 'preact';
import type { Visit } from '../http/visit.js';
import { Hidden } from '../work/item-parts.view.js';

/** Which programme the console's lists show, for whoever has to do with several: a menu of buttons in the head of every page. */
export function ProgrammeChoice({ visit }: { readonly visit: Visit }) {
  const { speech, programmes, programme, hidden, address } = visit;
  const { say } = speech;
  if (programmes.length < 2) return null;
  const all = say('programme-choice.all');
  return (
    <details class="menu programme">
      <summary>
        <span class="unseen">{say('programme-choice.title')}</span>
        <bdi class="chosen">{programmes.find(({ code }) => code === programme)?.name ?? all}</bdi>
      </summary>
      <div class="panel">
        <form method="post" action="/console/programme">
          <Hidden fields={[...hidden, ['back', address]]} />
          {[{ code: '', name: all }, ...programmes].map(({ code, name }) => (
            <button
              key={code}
              type="submit"
              name="programme"
              value={code}
              aria-current={code === programme ? 'true' : undefined}
            >
              <bdi>{name}</bdi>
            </button>
          ))}
        </form>
      </div>
    </details>
  );
}

/** Says on a list that it shows one programme alone, and shows all of them at a click; nothing where it does. */
export function OnlyProgramme({
  visit,
  children,
}: {
  readonly visit: Visit;
  /** What the reader misses by it. */
  readonly children?: ComponentChildren;
}) {
  const { speech, programmes, programme, hidden, address } = visit;
  const { say } = speech;
  const shown = programmes.find(({ code }) => code === programme);
  if (!shown || programmes.length < 2) return null;
  return (
    <form method="post" action="/console/programme" class="only-programme">
      <Hidden fields={[...hidden, ['back', address]]} />
      <div>
        <p>
          <strong>{say('programme-choice.only', { name: shown.name })}</strong>
        </p>
        {children && <p>{children}</p>}
      </div>
      <button type="submit" name="programme" value="" class="small">
        {say('programme-choice.show-all')}
      </button>
    </form>
  );
}
