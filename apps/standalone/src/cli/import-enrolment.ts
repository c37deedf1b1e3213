import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import {
  Enrolments,
  EnrolmentTemplate,
  signedIn,
  SpreadsheetWork,
  type Actor,
  type EnrolmentProblem,
  type EnrolmentRunView,
} from '#libs/cases';
import { DomainError } from '#libs/domain';
import { Accounts } from '#libs/identity';
import { wordsIn } from '#libs/spreadsheets';
import { withInstallation } from './with-installation.js';

interface ImportOptions {
  readonly programme: string;
  readonly as: string;
  readonly apply: boolean;
  readonly leaveOut: boolean;
  readonly cases: boolean;
}

const words = wordsIn('en');

/** `parcours import`: says line by line what a file would do, and with `--apply` does it. */
export async function importEnrolment(file: string, options: ImportOptions): Promise<void> {
  const { programme, apply, leaveOut, cases } = options;
  const content = readFileSync(file);
  await withInstallation(async (app) => {
    const actor = await actorOf(app, options.as);
    const enrolments = app.get(Enrolments);
    try {
      const id = await enrolments.upload(actor, programme, { name: basename(file), content });
      if (!cases) await enrolments.choose(actor, programme, id, { mapping: {}, opens: false });
      const preview = await enrolments.view(actor, programme, id);
      printPreview(preview);
      if (!apply) {
        console.log('Nothing was imported: add --apply.');
        return;
      }
      await enrolments.apply(actor, programme, id, { digest: preview.digest, leaveOut });
      await app.get(SpreadsheetWork).ended(id);
      printOutcomes(await enrolments.view(actor, programme, id));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new Error(`${error.details.hint ?? refusals[error.code] ?? error.message} (${error.code})`, {
        cause: error,
      });
    }
  });
}

/** `parcours import-template`. */
export async function writeTemplate(
  file: string,
  { language }: { readonly language: string },
): Promise<void> {
  await withInstallation(async (app) => {
    const { content } = await app
      .get(EnrolmentTemplate)
      .execute(language, file.endsWith('.csv') ? 'csv' : 'xlsx');
    writeFileSync(file, content);
    console.log(`Wrote ${file}.`);
  });
}

const refusals: Readonly<Record<string, string>> = {
  'enrolment.errors': 'Some lines have errors: correct the file, or add --leave-out to import the others.',
  'enrolment.nothing': 'All of this is known already: there is nothing to import.',
  'enrolment.moved-on': 'Something has changed meanwhile: run the command again.',
  'spreadsheet.busy': 'Another import of this programme is under way: wait until it is done.',
};

async function actorOf(app: INestApplicationContext, person: string): Promise<Actor> {
  const viewer = await app.get(Accounts).viewer(person);
  if (!viewer) throw new Error(`There is no person ${person}: name a coordinator by code, e.g. P-001.`);
  return signedIn({ ...viewer, language: 'en' });
}

function printPreview({ lines, columns }: EnrolmentRunView): void {
  for (const { letter, heading } of columns.filter(({ field }) => field === null))
    console.log(`Column ${letter} (${heading}): ${words('problem.column-unknown')}`);
  for (const { row, code, company, fate, opening, problems } of lines) {
    const path =
      opening === null || fate === 'left-out'
        ? ''
        : `, ${opening === 'open' ? 'path opened' : words(`done.${opening}`)}`;
    console.log(`${String(row).padStart(4)}  ${code} ${company}: ${fate}${path}`);
    for (const problem of problems)
      console.log(`      ${problem.level} ${problem.place}: ${textOf(problem)}`);
  }
  console.log(
    `${lines.length} lines, ${lines.filter(({ fate }) => fate === 'left-out').length} with errors.`,
  );
}

function printOutcomes({ outcomes, state }: EnrolmentRunView): void {
  for (const { place, subject, code, result, reference } of outcomes)
    console.log(
      `${place.padStart(4)}  ${subject}: ${result}, ${code}${reference === null ? '' : `, ${reference}`}`,
    );
  if (state !== 'done') console.log('It was interrupted: run the command again, nothing is done twice.');
}

function textOf({ code, about }: EnrolmentProblem): string {
  return words(`problem.${code}`, { about: about ?? '' });
}
