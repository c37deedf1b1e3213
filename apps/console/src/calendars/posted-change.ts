import { DomainError } from '#libs/domain';
import type { CalendarChange } from '#libs/persistence';
import { textIn } from '../directory/posted.js';

/** Fields that say which change a form is about: from its first page to its confirmation. */
export const changeFields = ['type', 'country', 'organisation', 'day', 'works', 'from', 'to'] as const;

/** The change that a form asks for. Throws `form.incomplete` for one that no page of ours sends. */
export function changeOf(body: Readonly<Record<string, unknown>>): CalendarChange {
  const [country, day] = [textIn(body, 'country'), textIn(body, 'day')];
  const [organisation, from] = [textIn(body, 'organisation'), textIn(body, 'from')];
  const type = textIn(body, 'type');
  switch (type) {
    case 'override':
      return { type, country, day, works: textIn(body, 'works') === 'yes' };
    case 'withdrawal':
      return { type, country, day };
    case 'season':
      return { type, organisation, from, to: textIn(body, 'to') };
    case 'season-removal':
      return { type, organisation, from };
    default:
      throw new DomainError('invalid', 'form.incomplete', 'type');
  }
}

/** The page a change was begun on. */
export function pageOf(change: CalendarChange): string {
  return 'organisation' in change
    ? `/console/organisations/${encodeURIComponent(change.organisation)}`
    : `/console/calendars?${new URLSearchParams({
        ...('country' in change && { country: change.country }),
        ...('day' in change && { year: change.day.slice(0, 4) }),
      }).toString()}`;
}
