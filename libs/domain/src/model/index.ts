export * from './calendar.js';
export * from './parties.js';
export * from './rules.js';
export * from './state.js';
export * from './commands.js';
export * from './events.js';
export * from './rejection.js';
export * from './rows.js';
