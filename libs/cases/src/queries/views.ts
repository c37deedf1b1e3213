export * from './case-views.js';
export * from './item-views.js';
export * from './directory-views.js';
