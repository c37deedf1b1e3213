import type { ComponentChildren } from 'preact';
import type { Visit } from '../http/visit.js';
import { Hidden } from '../work/item-parts.view.js';

/** Nobody reads a longer menu, and every page would carry it: the rest have a page of their own. */
const longestMenu = 12;

/** Which programme the console's lists show, for whoever has to do with several: a menu of buttons in the head of every page. */
export function ProgrammeChoice({ visit }: { readonly visit: Visit }) {
  const { speech, programmes, programme, address } = visit;
  const { say } = speech;
  if (programmes.length < 2) return null;
  const isLong = programmes.length > longestMenu;
  const chosen = programmes.find(({ code }) => code === programme);
  return (
    <details class="menu programme">
      <summary>
        <span class="unseen">{say('programme-choice.title')}</span>
        <bdi class="chosen">{chosen?.name ?? say('programme-choice.all')}</bdi>
      </summary>
      <div class="panel">
        <Choices
          visit={visit}
          back={address}
          offered={isLong ? [chosen].flatMap((one) => one ?? []) : programmes}
        />
        {isLong && (
          <a href={`/console/programme?back=${encodeURIComponent(address)}`}>
            {say('programme-choice.whole', { count: programmes.length })}
          </a>
        )}
      </div>
    </details>
  );
}

/** A button for all programmes and for each one offered; they lead back to where the choice was made. */
export function Choices({
  visit: { speech, programme, hidden },
  back,
  offered,
}: {
  readonly visit: Visit;
  readonly back: string;
  readonly offered: Visit['programmes'];
}) {
  return (
    <form method="post" action="/console/programme">
      <Hidden fields={[...hidden, ['back', back]]} />
      {[{ code: '', name: speech.say('programme-choice.all') }, ...offered].map(({ code, name }) => (
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
