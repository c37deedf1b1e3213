import { rebuild } from '#libs/persistence';
import { asOperator } from './operator.js';

/** `parcours rebuild`: proves that every projection is what the log says (I7); with `--write`, makes it so. */
export async function rebuildProjections(options: { readonly write: boolean }): Promise<void> {
  const report = await asOperator(({ database }) => rebuild(database, { write: options.write }));
  console.log(`${report.transitions} transitions of ${report.cases} cases folded.`);
  for (const { reference, seq, problem } of report.problems)
    console.error(`${reference}, transition ${seq}: ${problem}`);
  for (const { table, stored, rebuilt } of report.differences.slice(0, 50))
    console.error(`${table}\n  stored  ${JSON.stringify(stored)}\n  rebuilt ${JSON.stringify(rebuilt)}`);
  if (report.differences.length === 0 && report.problems.length === 0) {
    console.log('Every projection equals its log.');
    return;
  }
  console.error(
    `${report.differences.length} rows differ, ${report.problems.length} problems in the trail. ` +
      (report.written
        ? 'The rebuilt rows were written.'
        : 'Nothing was changed; --write replaces the rows that differ.'),
  );
  if (!report.written || report.problems.length > 0) process.exitCode = 1;
}
