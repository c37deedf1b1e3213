import { FindLost, RecoverCase } from '#libs/cases';
import { CaseViews } from '#libs/persistence';
import { withInstallation } from './with-installation.js';

/** `parcours recover`: starts a case's workflow, or every lost one, again from its log. Harmless while it runs. */
export async function recoverCase(
  reference: string | undefined,
  options: { readonly all: boolean },
): Promise<void> {
  if ((reference === undefined) !== options.all)
    throw new Error('Name one case, or recover all that were found lost with --all.');
  await withInstallation(async (app) => {
    const recovery = app.get(RecoverCase);
    if (reference !== undefined && !(await app.get(CaseViews, { strict: false }).findCase(reference)))
      throw new Error(`There is no case ${reference}. The console lists all references under Cases.`);
    if (options.all) await app.get(FindLost).among(0);
    const recovered =
      reference === undefined ? await recovery.restartAll() : [await recovery.restart(reference)];
    if (recovered.length === 0) console.log('No workflow is lost.');
    for (const one of recovered)
      console.log(`${one.reference} ${one.started ? 'runs again' : 'was running all the time'}.`);
  });
}
