#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { DomainError } from '#libs/domain';
import { overrideDay, showCalendar, withdrawDay } from './calendar.js';
import { checkDefinitionFiles } from './definitions-check.js';
import { exportCase } from './export-case.js';
import { importEnrolment, writeTemplate } from './import-enrolment.js';
import { rebuildProjections } from './rebuild-projections.js';
import { recoverCase } from './recover-case.js';

/** What to do about it first, then the code that the API would have answered. */
function wordsOf(error: unknown): string {
  if (!(error instanceof DomainError)) return error instanceof Error ? error.message : String(error);
  const { hint } = error.details;
  return hint === undefined ? error.message : `${hint} [${error.message}]`;
}

const program = new Command('parcours')
  .description("Operator's tool of a Parcours installation. Reads the same environment as the server.")
  .showHelpAfterError();

const definitions = program.command('definitions').description('case definitions');
definitions
  .command('check')
  .argument('[files...]', 'definition files; default: all of workflows/definitions')
  .option(
    '--programme <programme>',
    'also whether its people could settle everything: a folder, or the code of a programme of this installation',
  )
  .description('say, with file, line and remedy, what does not hold together')
  .action(checkDefinitionFiles);

const calendar = program.command('calendar').description('days off, and changes of them under running cases');
calendar
  .command('show')
  .argument('<country>', 'ISO code: MA, CL, US')
  .option('--year <year>', 'calendar year', String(new Date().getFullYear()))
  .description('print the days off of a year with their sources')
  .action(showCalendar);
calendar
  .command('override')
  .argument('<country>', 'ISO code')
  .argument('<day>', 'YYYY-MM-DD')
  .requiredOption('--reason <words>', 'why, for the trail of every case')
  .option('--as <person>', 'code of the administrator who says so', 'P-ADMIN')
  .option('--worked', 'a holiday that is worked; without it a further day off', false)
  .option('--apply', 'make the change; without it only print what would move', false)
  .description('enter a day that an administrator knows better')
  .action(overrideDay);
calendar
  .command('withdraw')
  .argument('<country>', 'ISO code')
  .argument('<day>', 'YYYY-MM-DD')
  .requiredOption('--reason <words>', 'why, for the trail of every case')
  .option('--as <person>', 'code of the administrator who says so', 'P-ADMIN')
  .option('--apply', 'make the change; without it only print what would move', false)
  .description('take an entered day back')
  .action(withdrawDay);

program
  .command('recover')
  .argument('[reference]', 'case reference, e.g. CCP-MA-2026-0007')
  .option('--all', 'every case whose workflow was found lost', false)
  .description('start the workflow of a case again from its event log')
  .action(recoverCase);

program
  .command('rebuild')
  .option('--write', 'replace projections that differ by the rebuilt ones', false)
  .description('fold every event log and compare each projection with it')
  .action(rebuildProjections);

program
  .command('import')
  .argument('<file>', '.xlsx or .csv, one company a line')
  .requiredOption('--programme <code>', 'code of the programme, e.g. CCP-MA')
  .requiredOption('--as <person>', 'code of the coordinator or administrator who imports')
  .option('--apply', 'import; without it only say line by line what would happen', false)
  .option('--leave-out', 'import the other lines where some have errors', false)
  .option('--no-cases', 'companies and people only, no case is opened')
  .description('enrol companies from a spreadsheet; the same file twice imports nothing twice')
  .action(importEnrolment);

program
  .command('import-template')
  .argument('[file]', 'where to write it; .csv for the headings alone', 'enrolment.xlsx')
  .option('--language <language>', 'fr, ar, en or es', 'en')
  .description('write the file that import reads, with examples')
  .action(writeTemplate);

program
  .command('export')
  .argument('<reference>', 'case reference')
  .option('--output <folder>', 'where to write; default: a folder named like the case')
  .description('write a whole case, its trail and its documents, into a folder')
  .action(exportCase);

try {
  await program.parseAsync();
} catch (error) {
  console.error(wordsOf(error));
  process.exitCode = 1;
}
