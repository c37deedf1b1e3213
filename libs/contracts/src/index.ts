export * from './queues.js';
export * from './messages.js';
export * from './activities.js';
export * from './search-attributes.js';
