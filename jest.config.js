import { availableParallelism } from 'node:os';

// One command, three projects: `unit` needs nothing, `system` shares one real Temporal server and one real PostgreSQL
// (started by its globalSetup), `faults` kills whole stacks and runs alone through `npm run faults`.
const common = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': ['@swc/jest'] },
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: ['<rootDir>/test/setup/timeouts.mjs'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/\\.parcours'],
};

const faults = {
  ...common,
  displayName: 'faults',
  testMatch: ['<rootDir>/test/faults/**/*.spec.ts'],
};

const onlyFaults = process.argv.includes('faults');

export default {
  // The system tests wait for servers much of the time: the one worker that Jest starts on two cores leaves them idle.
  maxWorkers: onlyFaults ? 1 : Math.max(2, availableParallelism() - 1),
  coverageProvider: 'v8',
  // Modules of a finished file are never freed; after a hundred files everything takes ten times as long. A worker that grew starts anew.
  workerIdleMemoryLimit: '1GB',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps,workflows,test}/**/*.spec.{ts,tsx}'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.int\\.spec\\.tsx?$', '<rootDir>/test/faults/'],
    },
    {
      ...common,
      displayName: 'system',
      testMatch: ['<rootDir>/{libs,apps,workflows,test}/**/*.int.spec.{ts,tsx}'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/test/faults/'],
      globalSetup: '<rootDir>/test/setup/global-setup.mjs',
      globalTeardown: '<rootDir>/test/setup/global-teardown.mjs',
    },
    // It needs both cores for minutes: only whoever names the project gets it.
    ...(onlyFaults ? [faults] : []),
  ],
};
