import { programmesFor, reachOf, type Viewer } from '#libs/identity';
import type { IconName } from './icon.view.js';
import { mayWatch } from '../temporal/watcher.guard.js';

interface SectionEntry {
  /** Also the message `nav.<key>`. */
  readonly key: string;
  readonly path: string;
  /** Sections with one stand in the navigation; those without are found on the page of settings, and beside it while it is open. */
  readonly icon: IconName | null;
  /** Hidden from who may not open it; the page itself refuses them, too. */
  readonly sees: (viewer: Viewer) => boolean;
}

const everyone = () => true;
const seesPeople = (viewer: Viewer) => programmesFor(viewer, 'view-people').length > 0;

/** The console's sections in the order of the navigation. A new one is a line here, `nav.<key>` in each language, and its page. */
export const sections = [
  { key: 'today', path: '/console', icon: 'today', sees: everyone },
  { key: 'cases', path: '/console/cases', icon: 'cases', sees: everyone },
  { key: 'calendar', path: '/console/calendar', icon: 'calendar', sees: everyone },
  {
    key: 'visits',
    path: '/console/visits',
    icon: 'visits',
    sees: (viewer) => viewer.contactOf.length > 0 || reachOf(viewer, 'view-visits').length > 0,
  },
  {
    key: 'programmes',
    path: '/console/programmes',
    icon: 'programme',
    sees: (viewer) => reachOf(viewer, 'view-case').length > 0,
  },
  {
    key: 'incidents',
    path: '/console/incidents',
    icon: 'incidents',
    sees: (viewer) => programmesFor(viewer, 'report-incident').length > 0,
  },
  { key: 'organisations', path: '/console/organisations', icon: 'organisations', sees: everyone },
  { key: 'people', path: '/console/people', icon: 'people', sees: seesPeople },
  { key: 'settings', path: '/console/settings', icon: 'settings', sees: everyone },
  { key: 'me', path: '/console/me', icon: null, sees: everyone },
  { key: 'calendars', path: '/console/calendars', icon: null, sees: seesPeople },
  { key: 'definitions', path: '/console/definitions', icon: null, sees: everyone },
  {
    key: 'mail-texts',
    path: '/console/mail-texts',
    icon: null,
    sees: (viewer) => programmesFor(viewer, 'view-mails').length > 0,
  },
  {
    key: 'accounts',
    path: '/console/accounts',
    icon: null,
    sees: (viewer) => programmesFor(viewer, 'edit-programme').length > 0,
  },
  { key: 'engine', path: '/console/temporal', icon: null, sees: mayWatch },
] as const satisfies readonly SectionEntry[];

export type Section = (typeof sections)[number]['key'];

/** Entries of the navigation for a reader; the pages of settings only while one of them is open. */
export function navigationFor(
  viewer: Viewer,
  current: Section,
): readonly (SectionEntry & { key: Section })[] {
  const inSettings = sections.some(
    ({ key, icon }) => key === current && (icon === null || key === 'settings'),
  );
  return sections.filter((one) => (one.icon !== null || inSettings) && one.sees(viewer));
}

/** What the page of settings lists. */
export function settingsFor(viewer: Viewer): readonly (SectionEntry & { key: Section })[] {
  return sections.filter((one) => one.icon === null && one.sees(viewer));
}
