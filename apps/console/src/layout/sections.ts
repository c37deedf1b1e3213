import { programmesFor } from '#libs/identity';
import type { Visit } from '../http/visit.js';

interface SectionEntry {
  /** Also the message `nav.<key>`. */
  readonly key: string;
  readonly path: string;
  /** Hidden from who may not open it; the page itself refuses them, too. */
  readonly sees: (visit: Visit) => boolean;
}

const everyone = () => true;

/** The console's sections in the order of the navigation. A new one is a line here, `nav.<key>` in each language, and its page. */
export const sections = [
  { key: 'today', path: '/console', sees: everyone },
  { key: 'cases', path: '/console/cases', sees: everyone },
  {
    key: 'incidents',
    path: '/console/incidents',
    sees: ({ viewer }) => programmesFor(viewer, 'report-incident').length > 0,
  },
  { key: 'organisations', path: '/console/organisations', sees: everyone },
  {
    key: 'people',
    path: '/console/people',
    sees: ({ viewer }) => programmesFor(viewer, 'view-people').length > 0,
  },
  {
    key: 'calendars',
    path: '/console/calendars',
    sees: ({ viewer }) => programmesFor(viewer, 'view-people').length > 0,
  },
] as const satisfies readonly SectionEntry[];

export type Section = (typeof sections)[number]['key'];
