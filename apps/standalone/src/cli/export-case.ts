import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DocumentStore } from '#libs/documents';
import { Acts, CaseLog, CaseViews, Comments, Documents, type Database } from '#libs/persistence';
import { asOperator } from './operator.js';

/**
 * `parcours export`: a case with its trail, acts, mails, comments and documents, as files that need no Parcours to be read. It holds
 * personal data: the folder is for whoever may see the whole case.
 */
export async function exportCase(reference: string, options: { readonly output?: string }): Promise<void> {
  const folder = options.output ?? reference;
  const files = await asOperator(async ({ database, environment }) => {
    const content = await contentOf(database, reference);
    mkdirSync(join(folder, 'documents'), { recursive: true });
    for (const [name, value] of Object.entries(content))
      writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
    const store = new DocumentStore(environment.PARCOURS_DATA);
    for (const document of content.documents)
      await pipeline(
        await store.open(document.sha256),
        createWriteStream(join(folder, 'documents', `${document.id}-${safeName(document.name)}`)),
      );
    return Object.keys(content).length + content.documents.length;
  });
  console.log(`${reference}: ${files} files in ${folder}`);
}

async function contentOf(database: Database, reference: string) {
  const views = new CaseViews(database);
  const found = await views.findCase(reference);
  if (!found) throw new Error(`There is no case ${reference}. The console lists all references under Cases.`);
  const [items, milestones, measures, incidents, documents, mails, acts, log, comments, files] =
    await Promise.all([
      views.itemsOf(reference),
      views.milestonesOf(reference),
      views.measuresOf(reference),
      views.incidents({ reference }),
      views.documentsOf(reference),
      views.mailsOf(reference),
      new Acts(database).ofCase(reference),
      new CaseLog(database).load(reference),
      new Comments(database).ofCase(reference),
      new Documents(database).ofComments(reference),
    ]);
  // What came with a comment and was filed stands in both.
  const all = [...documents, ...files.filter(({ seq }) => seq === null)];
  return { case: found, items, milestones, measures, incidents, documents: all, mails, acts, log, comments };
}

/** The name as uploaded, without what a file system could misread. */
function safeName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_').slice(-120);
}
