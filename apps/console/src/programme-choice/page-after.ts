/** Stands in for our own address, which a page of ours does not need to name. */
const origin = 'http://console.invalid';

/** Where a choice leads: back to the page it was made on, without what its address says of another programme. */
export function pageAfter(back: unknown): string {
  if (typeof back !== 'string' || !URL.canParse(back, origin)) return '/console';
  const page = new URL(back, origin);
  if (page.origin !== origin || !/^\/console(?:\/|$)/.test(page.pathname)) return '/console';
  // One programme's page gives way to that of the one chosen.
  if (page.pathname.startsWith('/console/programmes/')) return '/console/programmes';
  for (const name of ['programme', 'cursor']) page.searchParams.delete(name);
  return `${page.pathname}${page.search}`;
}
