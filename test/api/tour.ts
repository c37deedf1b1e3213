/** A page that somebody came to by a link. */
export interface Stop {
  readonly address: string;
  /** Page on which the link stands; empty for the first one. */
  readonly from: string;
  readonly status: number;
  readonly html: string;
}

/** Pages of one kind that are read for further links: a month leads to the next one, and so on for ever. */
const readAlike = 3;

/** Everything that a reader of the console reaches by following links from a page, each address once. */
export async function tour(
  get: (address: string) => Promise<Pick<Stop, 'status' | 'html'>>,
  start: string,
): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  const alike = new Map<string, number>();
  const known = new Set([start]);
  const ahead = [{ address: start, from: '' }];
  for (let next = ahead.shift(); next; next = ahead.shift()) {
    const stop = { ...next, ...(await get(next.address)) };
    stops.push(stop);
    const kind = kindOf(stop.address);
    alike.set(kind, (alike.get(kind) ?? 0) + 1);
    if ((alike.get(kind) ?? 0) > readAlike) continue;
    for (const address of linksIn(stop.html)) {
      if (known.has(address)) continue;
      known.add(address);
      ahead.push({ address, from: stop.address });
    }
  }
  return stops;
}

/** An address without what it names: all cases are of one kind. */
export function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://console');
  const path = pathname
    .replaceAll(/[A-Z]{2,}(-[A-Z]+)*-[\w.-]+/g, '…')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')
    .replaceAll(/\bP-\d+/g, '…');
  return [path, ...[...searchParams.keys()].sort()].join(' ');
}

/** Where forms of a page are posted to; each kind once. */
export function formsIn(html: string): readonly string[] {
  const found = html.matchAll(/<form\b[^>]*\bmethod="post"[^>]*\baction="([^"?]+)/g);
  return [...new Set([...found].map(([, address = '']) => kindOf(address)))].sort();
}

/** Other languages say the same, and other sites are nobody's business here. */
function linksIn(html: string): readonly string[] {
  const found = [...html.matchAll(/<a\b[^>]*\bhref="(\/console[^"#]*)/g)];
  return [...new Set(found.map(([, address = '']) => address.replaceAll('&amp;', '&')))].filter(
    (address) => !/[?&]lang=/.test(address),
  );
}
