export * from './parts.js';
export * from './installation.module.js';
export * from './own-process.js';
