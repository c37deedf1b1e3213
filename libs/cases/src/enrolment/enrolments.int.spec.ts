import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SpreadsheetRuns } from '#libs/persistence';
import { readSpreadsheet, writeCsv } from '#libs/spreadsheets';
import { languages } from '#libs/wording';
import { casesFixture, type CasesFixture } from '../../../testing/src/cases.js';
import type { Actor } from '../actor.js';
import { CaseQueries } from '../queries/case-queries.js';
import { DirectoryQueries } from '../people/directory-queries.js';
import { SpreadsheetWork } from '../spreadsheets/spreadsheet-work.js';
import { EnrolmentTemplate } from './enrolment-template.js';
import { Enrolments } from './enrolments.js';

jest.setTimeout(60_000);

const programme = 'CCP-MA';
const head = [
  'Code',
  'Entreprise',
  'Secteur',
  'Parcours',
  'Direction : nom',
  'Direction : e-mail',
  'Étape atteinte',
];
const path = 'sme-cleaner-production';

describe('enrolment by a spreadsheet', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;

  beforeAll(async () => {
    fixture = await casesFixture();
    coordinator = await fixture.actor('P-001');
  }, 60_000);
  afterAll(() => fixture.close(), 60_000);

  const enrolments = () => fixture.get(Enrolments);
  const brought = async (rows: Parameters<typeof writeCsv>[0], actor = coordinator) => {
    const id = await enrolments().upload(actor, programme, {
      name: 'new.csv',
      content: writeCsv(rows, 'fr'),
    });
    return enrolments().view(actor, programme, id);
  };
  const imported = async (id: string, digest: string, leaveOut = false) => {
    await enrolments().apply(coordinator, programme, id, { digest, leaveOut });
    await fixture.get(SpreadsheetWork).ended(id);
    return enrolments().view(coordinator, programme, id);
  };
  const company = (code: string, number: number, ...more: (string | null)[]) => [
    ...[
      code,
      `Conserverie ${number}`,
      'vegetables',
      path,
      `Directeur ${number}`,
      `directeur.${number}@example.org`,
    ],
    ...more,
  ];

  it('shows every line first, writes all companies, opens their cases, and finds nothing to do the second time', async () => {
    const rows = [head, company('VEG-61', 61), company('VEG-62', 62)];
    const preview = await brought(rows);
    expect(preview.lines).toMatchObject([
      { code: 'VEG-61', fate: 'add', opening: 'open', people: { added: 1, changed: 0 }, problems: [] },
      { code: 'VEG-62', fate: 'add', opening: 'open', people: { added: 1, changed: 0 }, problems: [] },
    ]);
    // Nothing has happened yet.
    const directory = fixture.get(DirectoryQueries);
    await expect(directory.organisation(coordinator.viewer, 'VEG-61')).rejects.toMatchObject({
      kind: 'not-found',
    });
    const done = await imported(preview.id, preview.digest);
    expect(done).toMatchObject({ state: 'done', total: 2 });
    expect(done.outcomes.map(({ code, result }) => [code, result])).toEqual([
      ['opened', 'done'],
      ['opened', 'done'],
    ]);
    const { cases } = await directory.organisation(coordinator.viewer, 'VEG-61');
    expect(cases).toEqual([done.outcomes[0]!.reference]);
    const again = await brought(rows);
    expect(again.lines).toMatchObject([
      { fate: 'keep', opening: 'has-case', reference: cases[0] },
      { fate: 'keep', opening: 'has-case' },
    ]);
    await expect(imported(again.id, again.digest)).rejects.toMatchObject({ code: 'enrolment.nothing' });
  });

  it('imports nothing while a line cannot be, unless it is left out', async () => {
    const rows = [head, company('VEG-63', 63), [...company('VEG-64', 64).slice(0, 6), 'nowhere']];
    const { id, digest, lines } = await brought(rows);
    expect(lines.map(({ fate }) => fate)).toEqual(['add', 'left-out']);
    await expect(imported(id, digest)).rejects.toMatchObject({ code: 'enrolment.errors' });
    expect((await imported(id, digest, true)).outcomes).toMatchObject([
      { subject: 'Conserverie 63', result: 'done' },
    ]);
  });

  it('asks the core beforehand: a past without its days is refused before anything is written', async () => {
    const { lines } = await brought([head, company('VEG-65', 65, 'Diagnostic')]);
    expect(lines).toMatchObject([
      { fate: 'left-out', problems: [{ code: 'refused', about: 'earlier.incomplete' }] },
    ]);
  });

  it('enters a company in the middle of its path', async () => {
    const past = [
      ...head,
      'entered enrolment',
      'left enrolment',
      'done eligibility',
      'answer eligibility eligible',
    ];
    const days = ['2026-10-01', '2026-11-02', '2026-10-20', 'oui'];
    const { viewer } = coordinator;
    const preview = await brought([past, company('VEG-66', 66, 'Diagnostic', ...days.slice(0, 3), 'yes')]);
    expect(preview.lines).toMatchObject([{ problems: [], stage: 'diagnostic' }]);
    const { outcomes } = await imported(preview.id, preview.digest);
    const { stages } = await fixture.get(CaseQueries).caseView(viewer, outcomes[0]!.reference!);
    expect(stages.slice(0, 2)).toMatchObject([
      { key: 'enrolment', imported: true },
      { key: 'diagnostic', status: 'current' },
    ]);
  });

  it('takes up what a crash interrupted, each company once', async () => {
    const { id } = await brought([head, company('VEG-67', 67), company('VEG-68', 68)]);
    await fixture.get(SpreadsheetRuns).start(id, { mapping: {}, opens: true }, 2);
    await fixture.get(SpreadsheetRuns).release(id);
    expect(await enrolments().view(coordinator, programme, id)).toMatchObject({
      state: 'interrupted',
      lines: [],
    });
    await enrolments().resume(coordinator, programme, id);
    await fixture.get(SpreadsheetWork).ended(id);
    const { state, outcomes } = await enrolments().view(coordinator, programme, id);
    expect([state, outcomes.map(({ code }) => code)]).toEqual(['done', ['opened', 'opened']]);
  });

  it('takes columns for what somebody says they are, and opens nothing where that is wished', async () => {
    const { id } = await brought([
      ['Nr', 'Entreprise', 'Secteur'],
      ['VEG-69', 'Conserverie 69', 'vegetables'],
    ]);
    await enrolments().choose(coordinator, programme, id, { mapping: { A: 'code' }, opens: false });
    const chosen = await enrolments().view(coordinator, programme, id);
    expect(chosen.columns.map(({ field }) => field)).toEqual(['code', 'name', 'sector']);
    expect((await imported(id, chosen.digest)).outcomes).toMatchObject([
      { code: 'company-added', reference: null },
    ]);
  });

  it('shows anew what somebody else has changed since', async () => {
    const rows = [head, company('VEG-70', 70)];
    const [first, second] = [await brought(rows), await brought(rows)];
    await imported(first.id, first.digest);
    await expect(imported(second.id, second.digest)).rejects.toMatchObject({ code: 'enrolment.moved-on' });
  });

  it('is for those who open cases there, and shows an upload to nobody else', async () => {
    const rows = [head, company('VEG-71', 71)];
    for (const person of ['P-011', 'P-041', 'P-101'])
      await expect(brought(rows, await fixture.actor(person))).rejects.toMatchObject({ kind: 'forbidden' });
    const { id } = await brought(rows);
    const other = await fixture.actor('P-002');
    await expect(enrolments().view(other, programme, id)).rejects.toMatchObject({ kind: 'not-found' });
    const content = Buffer.from('a;b\n1;2\n');
    await expect(
      enrolments().upload(coordinator, programme, { name: 'x.csv', content }),
    ).rejects.toMatchObject({
      code: 'enrolment.no-headings',
    });
  });

  it.each(languages)('gives a template that it reads itself, with examples, in %s', async (language) => {
    const { content } = await fixture.get(EnrolmentTemplate).execute(language, 'xlsx');
    const { sheets } = await readSpreadsheet(content);
    expect(sheets.map(({ rows }) => rows.length > 0)).toEqual([true, true, true]);
    // The sheet to fill in is empty, and its examples are nobody's.
    await expect(
      enrolments().upload(coordinator, programme, { name: 't.xlsx', content }),
    ).resolves.toBeTruthy();
    const id = await enrolments().upload(coordinator, programme, { name: 't.xlsx', content });
    const { columns, lines } = await enrolments().view(coordinator, programme, id);
    expect(columns.every(({ field }) => field !== null)).toBe(true);
    expect(lines).toEqual([]);
  });
});
