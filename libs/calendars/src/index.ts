export {
  calendarSnapshot,
  type CalendarOverrides,
  type CalendarRequest,
  type Season,
} from './calendar-snapshot.js';
export { countryCalendar, timeZoneOf, type CountryCalendar } from './country-calendar.js';
export { COUNTRIES, isCountry, type Country } from './country-data.js';
export type { Holiday } from './holidays.js';
