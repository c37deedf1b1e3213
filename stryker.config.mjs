// `npm run mutation`: changes the rules of time and of approvals one by one and asks whether a test notices (docs/mutation.md).
// Not part of CI: it takes both cores for a while. `npm run mutation -- --mutate libs/domain/src/due.ts` asks about one file.
const rules = [
  ...['business-time', 'due', 'ladder', 'moments', 'approval-rules', 'exclusion'],
  ...['decide/decide-approval', 'decide/suspension', 'decide/extension'],
];

export default {
  mutate: rules.map((name) => `libs/domain/src/${name}.ts`),
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'jest.mutation.config.js', enableFindRelatedTests: false },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  // What runs while a file is loaded is still tried against the tests that use it.
  ignoreStatic: true,
  thresholds: { high: 90, low: 85, break: 85 },
  concurrency: 2,
  // Stryker counts how often a mutant is passed and so ends a loop soon; a slow run on a busy machine must not look like one.
  timeoutFactor: 2,
  timeoutMS: 15000,
  incremental: true,
  incrementalFile: '.parcours/mutation/incremental.json',
  reporters: ['clear-text', 'progress', 'html'],
  htmlReporter: { fileName: '.parcours/mutation/report.html' },
  tempDirName: '.parcours/mutation/work',
  ignorePatterns: ['/dist', '/.parcours', '/apps', '/bench', '/docs', '/workflows', '/programmes'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
};
