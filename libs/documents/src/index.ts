export * from './document-store.js';
export * from './kinds.js';
