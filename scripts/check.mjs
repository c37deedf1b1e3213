// `npm run check`: format, lint, types, layering and cycles, generated files fresh. Every check runs; one failure fails.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = (script, ...args) => [process.execPath, join(root, script), ...args];

const checks = [
  ['format', node('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
  ['lint and layering', node('node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.')],
  ['types', node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit')],
  [
    'cycles',
    node(
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'apps',
      'libs',
      'workflows',
    ),
  ],
  [
    'coverage of the core',
    [
      process.execPath,
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules/jest/bin/jest.js'),
      '--selectProjects=unit',
      '--testPathPatterns=libs/domain',
      // It is part of `npm test`; under coverage it would take minutes and cover nothing more.
      '--testPathIgnorePatterns=/node_modules/|/model-based/|\\.int\\.spec',
      '--silent',
      '--coverage',
      '--coverageReporters=text-summary',
      '--collectCoverageFrom=libs/domain/src/**/*.ts',
      '--coverageThreshold={"global":{"lines":95,"branches":95}}',
    ],
  ],
  ['build', node('scripts/build.mjs', '--if-stale')],
  ['generated files', node('scripts/generated.mjs', '--check')],
];

const failed = [];
for (const [name, [command, ...args]] of checks) {
  const startedAt = process.hrtime.bigint();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  const seconds = (Number(process.hrtime.bigint() - startedAt) / 1e9).toFixed(1);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exit(1);
}
