export * from './calendars.fixture.js';
export * from './definition.fixture.js';
export * from './case-journey.fixture.js';
export * from './short-path.fixture.js';
export * from './model/index.js';
export { catalogueProblems } from './messages.js';
