import type { LocalDate } from '#libs/domain';

/** The day that a moment lies on in a zone. */
export function dayIn(timeZone: string, at: number): LocalDate {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', { timeZone, ...parts }).format(at);
}
