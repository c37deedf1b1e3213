import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DocumentStore } from '#libs/documents';
import { caseContent } from './case-content.js';
import { asOperator } from './operator.js';

/**
 * `parcours export`: a case with its trail, acts, mails, documents and all that stands beside its path, as files that need no Parcours
 * to be read. It holds personal data: the folder is for whoever may see the whole case.
 */
export async function exportCase(reference: string, options: { readonly output?: string }): Promise<void> {
  const folder = options.output ?? reference;
  const files = await asOperator(async ({ database, environment }) => {
    const content = await caseContent(database, reference);
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

/** The name as uploaded, without what a file system could misread. */
function safeName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}._ -]/gu, '_').slice(-120);
}
