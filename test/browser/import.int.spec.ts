import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeCsv } from '#libs/spreadsheets';
import { browserPath, violations } from './browser.js';
import { Visitors } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

const head = ['Company code', 'Company', 'Sector', 'Path', 'Director: name', 'Director: e-mail', 'Employees'];
const company = (number: number, employees: string) => [
  ...[`VEG-${number}`, `Preserves ${number}`, 'vegetables', 'sme-cleaner-production'],
  ...[`Director ${number}`, `director.veg-${number}@example.org`, employees],
];

inBrowser('an import by clicking only', () => {
  let visitors: Visitors;

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
  }, 180_000);

  afterAll(() => visitors.close());

  it('shows a mistake, imports the corrected file, opens the paths, and finds nothing in it the second time', async () => {
    const coordinator = await visitors.account('P-001');
    const page = await visitors.signIn('/console/programmes/CCP-MA/enrolment', coordinator, false);
    const bring = async (name: string, rows: Parameters<typeof writeCsv>[0]) => {
      await page.goto(`${visitors.installation.base}/console/programmes/CCP-MA/enrolment?lang=en`);
      const buffer = writeCsv(rows, 'en');
      await page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer });
      await page.getByRole('button', { name: 'Look first' }).click();
    };
    await bring('photo.csv', [['nothing', 'known']]);
    await page.getByRole('alert').getByText('No row of headings was known').waitFor();
    await bring('companies.csv', [head, company(81, '40'), company(82, 'many')]);
    await page.getByText('“many” is no whole number').waitFor();
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByRole('alert').getByText('Some lines have errors').waitFor();
    const rows = [head, company(81, '40'), company(82, '60')];
    await bring('companies.csv', rows);
    await page.getByText('2 new companies').waitFor();
    await page.getByRole('button', { name: 'Import' }).click();
    const done = page.getByRole('heading', { name: 'Done' });
    while ((await done.count()) === 0) await page.reload();
    expect(await page.getByText('Path opened').count()).toBe(2);
    await page
      .getByRole('link', { name: /^CCP-MA-/ })
      .first()
      .click();
    await page.getByText('Preserves 81').first().waitFor();
    await bring('companies.csv', rows);
    await page.getByText('there is nothing to import').waitFor();
    expect(await page.getByRole('button', { name: 'Import' }).count()).toBe(0);
    await page.context().close();
  }, 180_000);

  it('has nothing that keeps anybody out, in French and in Arabic', async () => {
    const page = await visitors.signIn('/console/cases/workbook');
    for (const path of ['cases/workbook', 'programmes/CCP-MA/enrolment'])
      for (const language of ['fr', 'ar']) {
        await page.goto(`${visitors.installation.base}/console/${path}?lang=${language}`);
        expect([path, language, await violations(page)]).toEqual([path, language, []]);
      }
    await page.context().close();
  }, 120_000);
});
