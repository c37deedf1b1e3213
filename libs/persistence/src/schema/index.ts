export * from './people.js';
export * from './log.js';
export * from './projections.js';
export * from './correspondence.js';
export * from './calendars.js';
export * from './comments.js';
export * from './search.js';
export * from './spreadsheets.js';
