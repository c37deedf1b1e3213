export { calendarSnapshot, type CalendarOverrides, type CalendarRequest } from './calendar-snapshot.js';
export { COUNTRIES, type Country } from './country-data.js';
