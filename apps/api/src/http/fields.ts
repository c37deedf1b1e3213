/** Each decorator pairs a check with its line in the OpenAPI document, so that the two cannot disagree. */
export * from './fields/words.js';
export * from './fields/numbers.js';
export * from './fields/moments.js';
export * from './fields/flags.js';
export * from './fields/lists.js';
export * from './fields/parts.js';
export * from './fields/paging.js';
