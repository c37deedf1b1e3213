/** Formats are dear to make, lists hold hundreds of days, and programmes lie in few zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that a moment lies on in a zone (IANA name), `2026-11-05`. */
export function dayIn(timeZone: string, at: number): string {
  const format = formats.get(timeZone) ?? newFormat(timeZone);
  formats.set(timeZone, format);
  return format.format(at);
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', { timeZone, ...parts });
}
