import { sampleFile } from './sample-files.js';

/** A page behind a personal link, as far as someone filling it in needs it. */
export interface LinkPage {
  readonly html: string;
  /** Task or approval the page is about, or null when there is nothing left to do. */
  readonly item: string | null;
}

/** The page did not take what was submitted; the message is what it says. */
export class PageRefusal extends Error {
  override readonly name = 'PageRefusal';
  constructor(
    readonly status: number,
    said: string,
  ) {
    super(`The page answered ${status}: ${said}`);
  }
}

/** Opens a personal link, as a click in a mail does. */
export async function openLink(url: string, http = fetch): Promise<LinkPage> {
  const response = await http(url, { redirect: 'manual' });
  const html = await response.text();
  if (!response.ok) return { html, item: null };
  return { html, item: /<form[^>]* data-item="([^"]+)"/.exec(html)?.[1] ?? null };
}

/** Fills the page's form in and submits it: fields as the page names them, files by field. Answers the receipt's HTML. */
export async function submitLink(
  url: string,
  page: LinkPage,
  fields: readonly (readonly [name: string, value: string])[],
  files: readonly (readonly [name: string, file: string])[],
  http = fetch,
): Promise<string> {
  const body = new FormData();
  const hidden = hiddenFields(page.html);
  for (const [name, value] of hidden) body.append(name, value);
  for (const [name, value] of asOffered(fields, hidden)) body.append(name, value);
  for (const [name, file] of files) {
    const { bytes, mediaType, name: fileName } = sampleFile(file);
    body.append(name, new Blob([bytes], { type: mediaType }), fileName);
  }
  body.append('do', 'submit');
  const response = await http(url, { method: 'POST', body, redirect: 'manual' });
  if (response.status !== 303 && response.status !== 302)
    throw new PageRefusal(response.status, problemIn(await response.text()));
  const receipt = await http(new URL(response.headers.get('location') ?? url, url));
  return receipt.text();
}

type Entries = readonly (readonly [name: string, value: string])[];

/**
 * The fields where the page has them: twelve months begin with the one it offers, and a row that it lists (a recommended
 * measure) keeps the page's own place and hidden key.
 */
function asOffered(fields: Entries, hidden: Entries): Entries {
  const offered = new Map(hidden);
  const places = new Map(
    hidden.flatMap(([name, value]) => {
      const [, field, place] = /^(.+)\.(\d+)\.key$/.exec(name) ?? [];
      return field && place ? [[`${field} ${value}`, place] as const] : [];
    }),
  );
  const mine = new Map(fields.filter(([name]) => name.endsWith('.key')));
  return fields.flatMap(([name, value]) => {
    const [, list, row, column] = /^(.+)\.(\d+)\.([^.]+)$/.exec(name) ?? [];
    const place = list && row ? places.get(`${list} ${mine.get(`${list}.${row}.key`) ?? ''}`) : undefined;
    if (place !== undefined)
      return column === 'key' ? [] : [[`${list ?? ''}.${place}.${column ?? ''}`, value] as const];
    return [
      [name, name.endsWith('.start') ? (offered.get(`shown.${name.slice(0, -6)}`) ?? value) : value] as const,
    ];
  });
}

/** Hidden fields of the form that the page is for. */
function hiddenFields(html: string): readonly (readonly [string, string])[] {
  const form = /<form[^>]* data-item=[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  return [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
    attribute(input, 'name'),
    attribute(input, 'value'),
  ]);
}

function attribute(tag: string, name: string): string {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return found
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** What the page says is wrong. */
function problemIn(html: string): string {
  const alert = /role="alert"[\s\S]{0,3000}/.exec(html)?.[0] ?? html;
  return alert
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 600);
}
