import type { Visit } from '../http/visit.js';

/** The visit as a page shows it: narrowed to the programme that its address names, else to the one chosen. */
export function showing(visit: Visit, asked: unknown): Visit {
  const named = visit.programmes.find(({ code }) => code === asked);
  return named ? { ...visit, programme: named.code } : visit;
}
