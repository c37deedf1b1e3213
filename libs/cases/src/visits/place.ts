import { DomainError } from '#libs/domain';

/** Characters. */
const longestPlace = 300;

/** Where a visit is, in one line: calendars show no more. Throws `visit.place`. */
export function placeOf(typed: string): string {
  const place = typed.replace(/\s+/g, ' ').trim();
  if (place === '' || place.length > longestPlace) throw new DomainError('invalid', 'visit.place');
  return place;
}
