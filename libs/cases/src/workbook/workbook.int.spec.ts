import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import exceljs from 'exceljs';
import { SpreadsheetRuns } from '#libs/persistence';
import { casesFixture, type CasesFixture } from '../../../testing/src/cases.js';
import type { Actor } from '../actor.js';
import { CaseQueries } from '../queries/case-queries.js';
import { DirectoryQueries } from '../people/directory-queries.js';
import { SpreadsheetWork } from '../spreadsheets/spreadsheet-work.js';
import { ExtendDeadline } from '../usecases/extend-deadline.js';
import { OpenCase } from '../usecases/open-case.js';
import { ExportWorkbook } from './export-workbook.js';
import { sheets, type SheetKey } from './sheets.js';
import { WorkbookImports } from './workbook-imports.js';

jest.setTimeout(60_000);

const names: Readonly<Record<SheetKey, string>> = {
  ...{ cases: 'Cases', tasks: 'Tasks', measures: 'Measures', contacts: 'Contacts' },
};

describe('a workbook over running cases', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  let reference: string;
  const other = () => fixture.actor('P-002');

  beforeAll(async () => {
    fixture = await casesFixture();
    coordinator = inEnglish(await fixture.actor('P-001'));
    const open = (organisation: string) =>
      fixture
        .get(OpenCase)
        .execute(
          coordinator,
          { programme: 'CCP-MA', organisation, definition: 'sme-cleaner-production' },
          `key-${organisation}`,
        );
    ({ reference } = await open('OLV-01'));
    await open('OLV-02');
  }, 60_000);
  afterAll(() => fixture.close(), 60_000);

  const taken = async (actor = coordinator) =>
    (await fixture.get(ExportWorkbook).execute(actor.viewer, { programme: 'CCP-MA' })).content;
  const brought = async (content: Buffer, actor = coordinator) => {
    const id = await fixture.get(WorkbookImports).upload(actor, { name: 'cases.xlsx', content });
    return fixture.get(WorkbookImports).view(actor, id);
  };
  const applied = async (id: string, confirmation: Parameters<WorkbookImports['apply']>[2]) => {
    await fixture.get(WorkbookImports).apply(coordinator, id, confirmation);
    await fixture.get(SpreadsheetWork).ended(id);
    return fixture.get(WorkbookImports).view(coordinator, id);
  };
  const task = async () => {
    const { items } = await fixture.get(CaseQueries).caseView(coordinator.viewer, reference);
    return items.find(({ key }) => key === 'application')!;
  };
  const later = async (days: number) =>
    new Date((await task()).due + days * 86_400_000).toISOString().slice(0, 10);

  /** Nobody works then: the task is due on the day after. */
  const nextSunday = async () => later(7 - new Date((await task()).due).getUTCDay());

  it('says nothing new when it comes back as it left, to whoever brings it', async () => {
    const content = await taken();
    for (const actor of [coordinator, await other()])
      expect(await brought(content, actor)).toMatchObject({ differences: [], problems: [], state: 'read' });
  });

  it('shows every difference, applies what was chosen as acts, and finds nothing to do the second time', async () => {
    const until = await nextSunday();
    const content = await edited(await taken(), (cell) => {
      cell('tasks', 'due', `${reference}.application.1`).value = new Date(`${until}T00:00:00Z`);
      cell('cases', 'contactHow', reference).value = 'phone';
      cell('cases', 'contactSaid', reference).value = 'The bills are on their way';
      cell('cases', 'town', reference).value = '=1+1';
      cell('contacts', 'phone', 'P-101').value = '+212 600 000 000';
    });
    const preview = await brought(content);
    expect(preview.problems).toEqual([]);
    expect(preview.differences.map(({ change: { type }, refusal }) => [type, refusal])).toEqual([
      ['contact', null],
      ['organisation', null],
      ['due', null],
      ['person', null],
    ]);
    const chosen = preview.differences.map(({ id }) => id);
    const { digest } = preview;
    await expect(applied(preview.id, { chosen, digest })).rejects.toMatchObject({ code: 'reason.required' });
    const before = await fixture.get(CaseQueries).trail(coordinator.viewer, reference);
    const done = await applied(preview.id, { chosen, digest, reason: 'Harvest' });
    expect(done).toMatchObject({ state: 'done', total: 4 });
    expect(done.outcomes.map(({ result, code }) => [result, code])).toEqual([
      ['done', 'contact-logged'],
      ['done', 'organisation-changed'],
      ['done', 'extended'],
      ['done', 'person-changed'],
    ]);
    const trail = await fixture.get(CaseQueries).trail(coordinator.viewer, reference);
    expect(trail.items.slice(before.items.length).map(({ reason }) => reason)).toEqual([
      'The bills are on their way',
      'Harvest',
    ]);
    const town = (await fixture.get(DirectoryQueries).organisation(coordinator.viewer, 'OLV-01')).town;
    expect(town).toBe('=1+1');
    // The same file again, and a new workbook: both say what stands.
    expect(await brought(content)).toMatchObject({ differences: [], problems: [] });
    expect(await brought(await taken())).toMatchObject({ differences: [], problems: [] });
    await expect(applied(preview.id, { chosen, digest })).rejects.toMatchObject({
      code: 'spreadsheet.done-already',
    });
  });

  it('proposes no conflict by itself, and shows anew what moved since somebody looked', async () => {
    // Together with what was granted before it, no more than the path allows, whatever weekday it counts from.
    const [mine, theirs] = [await later(7), await later(3)];
    const id = `${reference}.application.1`;
    const content = await edited(await taken(), (cell) => {
      cell('tasks', 'due', id).value = new Date(`${mine}T00:00:00Z`);
      cell('tasks', 'dueReason', id).value = 'Season';
    });
    const { differences, digest, id: run } = await brought(content);
    expect(differences).toMatchObject([{ conflict: false, refusal: null }]);
    await fixture
      .get(ExtendDeadline)
      .execute(await other(), { task: id, until: theirs, reason: 'x' }, 'by-another');
    const chosen = differences.map((one) => one.id);
    await expect(applied(run, { chosen, digest })).rejects.toMatchObject({ code: 'workbook.moved-on' });
    const again = await fixture.get(WorkbookImports).view(coordinator, run);
    expect(again.differences).toMatchObject([{ conflict: true, now: await later(0), wanted: mine }]);
    const done = await applied(run, { chosen, digest: again.digest });
    expect(done.outcomes).toMatchObject([{ result: 'done' }]);
  });

  it('says beforehand what the case would refuse', async () => {
    const id = `${reference}.application.1`;
    const content = await edited(await taken(), (cell) => {
      cell('tasks', 'due', id).value = new Date('2020-01-06T00:00:00Z');
      cell('contacts', 'email', 'P-101').value = 'somebody.else@example.org';
    });
    const { differences, digest, id: run } = await brought(content);
    expect(differences.map(({ refusal }) => refusal)).toEqual([
      'extension.not-later',
      'person.guarded-address',
    ]);
    const chosen = differences.map((one) => one.id);
    await expect(applied(run, { chosen, digest })).rejects.toMatchObject({ code: 'workbook.nothing-chosen' });
  });

  it('takes up what a crash interrupted, and does nothing twice', async () => {
    const id = `${reference}.application.1`;
    const until = await later(1);
    const content = await edited(await taken(), (cell) => {
      cell('cases', 'contactHow', reference).value = 'visit';
      cell('cases', 'contactSaid', reference).value = 'Seen on site';
      cell('tasks', 'due', id).value = new Date(`${until}T00:00:00Z`);
      cell('tasks', 'dueReason', id).value = 'Again';
    });
    const { differences, id: run } = await brought(content);
    const chosen = differences.map((one) => one.id);
    const runs = fixture.get(SpreadsheetRuns);
    await runs.start(run, { chosen, reason: '' }, 2);
    await expect(fixture.get(WorkbookImports).resume(coordinator, run)).rejects.toMatchObject({
      code: 'spreadsheet.busy',
    });
    await runs.release(run);
    expect((await fixture.get(WorkbookImports).view(coordinator, run)).state).toBe('interrupted');
    await fixture.get(WorkbookImports).resume(coordinator, run);
    await fixture.get(SpreadsheetWork).ended(run);
    const done = await fixture.get(WorkbookImports).view(coordinator, run);
    expect(done).toMatchObject({ state: 'done', outcomes: [{ result: 'done' }, { result: 'done' }] });
    expect(await runs.content(run)).toHaveLength(0);
    expect(await brought(content)).toMatchObject({ differences: [] });
  });

  it('I15: holds for each reader what that reader may see, and lets nobody edit more than the role covers', async () => {
    const sheetsOf = async (person: string) => {
      const book = new exceljs.Workbook();
      const actor = inEnglish(await fixture.actor(person));
      await book.xlsx.load((await taken(actor)) as unknown as ArrayBuffer);
      const lines = (sheet: SheetKey) => book.getWorksheet(names[sheet])!.actualRowCount - 1;
      return { cases: lines('cases'), tasks: lines('tasks'), contacts: lines('contacts') };
    };
    expect(await sheetsOf('P-001')).toMatchObject({ cases: 2, contacts: 6 });
    expect(await sheetsOf('P-041')).toMatchObject({ cases: 2, contacts: 0 });
    expect(await sheetsOf('P-101')).toMatchObject({ cases: 1, contacts: 0 });
    const observer = inEnglish(await fixture.actor('P-041'));
    const content = await edited(await taken(observer), (cell) => {
      cell('cases', 'town', reference).value = 'Elsewhere';
      cell('cases', 'contactSaid', reference).value = 'Nothing';
    });
    const { differences, problems } = await brought(content, observer);
    expect(differences).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['row-fixed']));
  });

  it('shows an upload to nobody else, and refuses what was not exported from here', async () => {
    const { id } = await brought(await taken());
    await expect(fixture.get(WorkbookImports).view(await other(), id)).rejects.toMatchObject({
      kind: 'not-found',
    });
    const book = new exceljs.Workbook();
    book.addWorksheet('Cases').addRow(['Case']);
    const content = Buffer.from(await book.xlsx.writeBuffer());
    await expect(brought(content)).rejects.toMatchObject({ code: 'workbook.unknown' });
  });
});

function inEnglish(actor: Actor): Actor {
  return { ...actor, viewer: { ...actor.viewer, language: 'en' } };
}

type CellOf = (sheet: SheetKey, column: string, row: string) => exceljs.Cell;

async function edited(content: Buffer, edit: (cell: CellOf) => void): Promise<Buffer> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(content as unknown as ArrayBuffer);
  edit((sheet, column, name) => {
    const found = book.getWorksheet(names[sheet])!;
    const index = sheets[sheet].columns.findIndex(({ key }) => key === column) + 1;
    for (let line = 2; line <= found.rowCount; line += 1)
      if (found.getCell(line, 1).text === name) return found.getCell(line, index);
    throw new Error(`No row ${name}.`);
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}
