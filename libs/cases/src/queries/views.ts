export * from './case-views.js';
export * from './item-views.js';
export * from '../people/directory-views.js';
