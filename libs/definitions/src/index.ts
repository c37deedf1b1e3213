export * from './localised.js';
export * from './form-model.js';
export * from './model.js';
