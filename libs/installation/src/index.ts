export * from './parts.js';
export * from './installation.module.js';
