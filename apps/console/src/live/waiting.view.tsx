import type { Speech } from '../text/messages.js';

/** Beyond it nobody counts. */
export const mostCounted = 99;

/** How much waits for the viewer; before it is known, nothing. It reads itself anew whenever the page hears of a change. */
export function Waiting({ speech, count }: { readonly speech: Speech; readonly count: number | null }) {
  return (
    <span
      id="waiting"
      class="count"
      hx-get="/console/waiting"
      hx-trigger={count === null ? 'load, changed from:#live' : 'changed from:#live'}
      hx-swap="outerHTML"
      data-count={countText(count)}
    >
      {count !== null && count > 0 && (
        <>
          <span aria-hidden="true">{countText(count)}</span>
          <span class="unseen">{speech.say('nav.waiting', { count })}</span>
        </>
      )}
    </span>
  );
}

/** What needs somebody, beside the section where it is settled: the element's id with the words of its count. */
const alarms = { 'incidents-open': 'nav.incidents-open', 'texts-broken': 'nav.texts-broken' } as const;

/** How much of it waits; comes along with the count of what waits, wherever that is read anew. */
export function Alarm({
  of,
  speech,
  count,
  isSentAlong = false,
}: {
  readonly of: keyof typeof alarms;
  readonly speech: Speech;
  readonly count: number | null;
  /** In an answer to somebody who asked for another part of the page. */
  readonly isSentAlong?: boolean;
}) {
  return (
    <span id={of} class="count alarm" hx-swap-oob={isSentAlong ? 'true' : undefined}>
      {count !== null && count > 0 && (
        <>
          <span aria-hidden="true">{countText(count)}</span>
          <span class="unseen">{speech.say(alarms[of], { count: Math.min(count, mostCounted + 1) })}</span>
        </>
      )}
    </span>
  );
}

/** As it stands in the title and the navigation; empty for nothing. */
export function countText(count: number | null): string {
  if (count === null || count === 0) return '';
  return count > mostCounted ? `${mostCounted}+` : String(count);
}

/** The line over which the page hears that something of the viewer's changed. */
export function LiveLine() {
  return <div id="live" hx-sse:connect="/console/live" hx-swap="none" />;
}

/** A page's title: how much waits stands first, where a narrow tab still shows it. */
export function titleOf(title: string, waiting?: number): string {
  const count = countText(waiting ?? null);
  return `${count === '' ? '' : `(${count}) `}${title} · Parcours`;
}
