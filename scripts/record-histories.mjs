// `npm run histories`: walks cases on the real server and writes the kept histories of this release anew.
import { spawnSync } from 'node:child_process';

const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];
const tests = ['--selectProjects=system', '--testPathPatterns=test/workflows/histories'];
const { status } = spawnSync(process.execPath, [...jest, ...tests], {
  stdio: 'inherit',
  env: { ...process.env, RECORD_HISTORIES: '1' },
});
process.exit(status ?? 1);
