export * from './model/index.js';
export * from './domain-error.js';
