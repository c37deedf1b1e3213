export * from './viewer.js';
export * from './policy.js';
export * from './passwords.js';
export * from './accounts.js';
export * from './bearer-tokens.js';
export * from './link-tokens.js';
export * from './sign-in-limit.js';
