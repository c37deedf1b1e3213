import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { loadDefinitions, type CaseDefinition } from '#libs/definitions';
import type { Programme } from '#libs/persistence';
import { everyWording, readSpreadsheet, writeCsv } from '#libs/spreadsheets';
import { languages } from '#libs/wording';
import type { PersonRecord } from '../people/directory-rows.js';
import { enrolmentFields } from './fields.js';
import { planEnrolment, type Known } from './plan-enrolment.js';
import { readLines, type ColumnMapping } from './read-lines.js';
import { areSimilar, bareName } from './similar.js';

const definitions = [
  loadDefinitions(join(projectRoot(), 'workflows/definitions'), 'en').get('sme-cleaner-production@2'),
] as readonly CaseDefinition[];
const fields = enrolmentFields(definitions);

async function read(rows: readonly (readonly (string | number | null)[])[], mapping: ColumnMapping = {}) {
  const known = new Set(fields.flatMap((one) => one.known));
  const file = await readSpreadsheet(writeCsv(rows, 'fr'), (heading) => known.has(heading));
  return readLines(file, fields, definitions, mapping)!;
}

const organisation = (code: string, name: string, partner: 'donor' | null = null) => ({
  ...{
    code,
    name,
    partner,
    country: 'MA',
    sector: 'olives',
    town: 'Fès',
    employees: 40,
    product: null,
    sample: false,
  },
});

function person(id: string, email: string | null, more: Partial<PersonRecord> = {}): PersonRecord {
  return {
    ...{
      id,
      email,
      name: `Person ${id}`,
      phone: null,
      language: 'fr',
      organisation: 'OLV-01',
      mailRhythm: 'single',
      shortcuts: true,
    },
    ...{
      bouncedAt: null,
      bounceReason: null,
      sample: false,
      grants: [],
      hasAccount: false,
      contactOf: [],
      ...more,
    },
  };
}

const known: Known = {
  programme: { code: 'CCP-MA', country: 'MA', languages: ['ar', 'fr'] } as unknown as Programme,
  organisations: [
    organisation('OLV-01', 'Olives du Haouz SARL'),
    organisation('WEC', 'World Centre', 'donor'),
  ],
  taken: new Set(['CHI-01']),
  people: [
    person('P-101', 'd@olv.example', { contactOf: [{ organisation: 'OLV-01', function: 'director' }] }),
  ],
  cases: [],
  definitions,
  today: '2027-03-01',
  mayMoveMail: () => false,
  opens: true,
};

async function planned(rows: Parameters<typeof read>[0], change: Partial<Known> = {}) {
  const { lines } = await read(rows);
  return planEnrolment(lines, { ...known, ...change });
}

const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code);

describe('an enrolment file', () => {
  it.each(languages)('knows its own headings in %s', async (language) => {
    const { columns } = await read([fields.map((field) => field.heading(language)), ['OLV-09']]);
    expect(columns.map(({ field }) => field)).toEqual(fields.map(({ key }) => key));
  });

  it('knows usual names of columns, and takes the word of whoever names an unknown one', async () => {
    const rows = [
      ['Raison sociale', 'Rubro', 'Nr', 'Director: e-mail'],
      ['Moulin', 'olives', 'OLV-30', 'a@b.ma'],
    ];
    const { columns } = await read(rows);
    expect(columns.map(({ field }) => field)).toEqual(['name', 'sector', null, 'director.email']);
    const { lines, columns: named } = await read(rows, { C: 'code', A: '' });
    expect(named.map(({ field }) => field)).toEqual([null, 'sector', 'code', 'director.email']);
    expect(lines).toMatchObject([{ code: 'OLV-30', name: null }]);
  });

  it('reads a company on its way with the days of its past', async () => {
    const past = [
      'Entreprise',
      'Secteur',
      'Étape atteinte',
      'entered enrolment',
      'left enrolment',
      'done application',
      'answer eligibility eligible',
      'done eligibility',
    ];
    const [line] = await planned([
      past,
      [
        'Moulin Vert',
        'Olives de table',
        'Diagnostic',
        '05/01/2027',
        '2027-02-01',
        '10 janvier 2027',
        'Oui, éligible',
        '12/01/2027',
      ],
    ]);
    expect(line).toMatchObject({
      problems: [{ code: 'no-director' }],
      organisation: { fate: 'add', row: { code: 'OLI-01', sector: 'olives-de-table', country: 'MA' } },
      opening: {
        fate: 'open',
        earlier: {
          stage: 'diagnostic',
          stages: [
            {
              ...{ key: 'enrolment', enteredOn: '2027-01-05', leftOn: '2027-02-01' },
              tasks: [
                { key: 'application', completedOn: '2027-01-10' },
                { key: 'eligibility', completedOn: '2027-01-12', answers: { eligible: 'yes' } },
              ],
            },
          ],
          tasks: [],
        },
      },
    });
  });

  it('tells whom it knows: by code, by name whatever its legal form, and by address', async () => {
    const rows = [
      [
        'Code',
        'Entreprise',
        'Ville',
        'Direction : nom',
        'Direction : e-mail',
        'Comptabilité : nom',
        'Comptabilité : e-mail',
      ],
      [null, 'OLIVES DU HAOUZ', 'Meknès', null, 'D@OLV.example', 'Comptable', 'c@olv.example'],
    ];
    const [line] = await planned(rows);
    expect(line).toMatchObject({
      problems: [],
      organisation: { fate: 'change', row: { code: 'OLV-01', town: 'Meknès' }, before: { town: 'Fès' } },
      people: [
        { fate: 'keep', id: 'P-101', functions: [] },
        { fate: 'add', id: null, functions: ['accountant'], row: { language: 'ar' } },
      ],
    });
  });

  it('leaves out what cannot be, and says where and why', async () => {
    const head = [
      'Code',
      'Entreprise',
      'Secteur',
      'Début',
      'Étape atteinte',
      'Effectif',
      'Pays',
      'Direction : e-mail',
    ];
    const lines = await planned([
      head,
      ['olv 40', 'A', 'olives', 'soon', 'nowhere', 'many', 'Atlantis', 'no address'],
      ['CHI-01', 'B', 'olives'],
      ['WEC', 'World Centre'],
      [null, null, 'olives'],
      ['OLV-41', 'C'],
      ['OLV-42', 'D', 'olives', null, 'implementation'],
      ['OLV-43', 'E', 'olives'],
      ['OLV-43', 'E again', 'olives'],
    ]);
    const errors = lines.map(({ problems }) => codes(problems.filter(({ level }) => level === 'error')));
    expect(errors).toEqual([
      ['not-a-country', 'not-a-number', 'not-an-email', 'not-a-day', 'stage-unknown', 'contact-unnamed'],
      ['code-taken'],
      ['is-partner'],
      ['name-missing'],
      ['sector-missing'],
      ['stage-too-late'],
      [],
      ['line-twice'],
    ]);
    expect(lines[0]!.problems.find(({ code }) => code === 'not-a-day')).toMatchObject({
      place: 'D2',
      about: 'soon',
    });
  });

  it('warns of what may be a mistake, and of what will not happen', async () => {
    const head = ['Code', 'Entreprise', 'Secteur', 'Début', 'Direction : nom', 'Direction : e-mail'];
    const lines = await planned([
      head,
      ['OLV-50', 'Olive du Haouz', 'olives', null, 'X', 'x@example.org'],
      ['OLV-51', 'Moulin du Rif', 'olives', '2027-04-01', 'Y', null],
      ['OLV-52', 'Conserves Sud', 'olives', '2027-02-01', 'Z', 'd@olv.example'],
      ['OLV-01', 'Tout autre nom', null, null, 'Person P-101', 'other@example.org'],
    ]);
    expect(lines.map(({ problems }) => codes(problems))).toEqual([
      ['similar'],
      ['starts-later', 'no-address'],
      ['starts-today', 'email-shared'],
      ['renamed', 'guarded-address'],
    ]);
    expect(lines[1]!.opening).toEqual({ fate: 'none', because: 'starts-later', reference: null });
    expect(lines[3]!.people).toMatchObject([{ row: { email: 'd@olv.example' } }]);
  });

  it('does not guess the month of an American date', async () => {
    const { lines } = await read([
      ['Company', 'Sector', 'Start'],
      ['A', 'x', '03/04/2027'],
      ['B', 'x', '04/13/2027'],
    ]);
    expect(lines.map(({ start, problems }) => [start, codes(problems)])).toEqual([
      [null, ['ambiguous-day']],
      ['2027-04-13', []],
    ]);
  });

  it('opens no second case for a company', async () => {
    const rows = [
      ['Code', 'Entreprise'],
      ['OLV-01', 'Olives du Haouz'],
    ];
    const standing = (status: string) =>
      ({ reference: 'R-1', organisation: 'OLV-01', definition: 'sme-cleaner-production', status }) as never;
    const because = async (status: string) =>
      (await planned(rows, { cases: [standing(status)] }))[0]!.opening;
    expect([await because('open'), await because('closed')]).toMatchObject([
      { because: 'has-case', reference: 'R-1' },
      { because: 'had-case', reference: 'R-1' },
    ]);
    expect((await planned(rows, { opens: false }))[0]!.opening).toMatchObject({ because: 'not-asked' });
  });

  it('compares names as people do', () => {
    expect(bareName('Société S.A.R.L. Les Olives du Haouz')).toBe('olives haouz');
    expect(areSimilar('Conserves Atlas SARL', 'Ste Conserve de l’Atlas')).toBe(true);
    expect(areSimilar('شركة زيتون الأطلس', 'زيتون الاطلس')).toBe(true);
    expect(areSimilar('Olives Exemple 01', 'Olives Exemple 02')).toBe(false);
    expect(areSimilar('Moulin Vert', 'Conserves du Sud')).toBe(false);
  });

  it('has a heading of its own for every field in every language', () => {
    for (const language of languages) {
      const headings = fields.map((field) => field.heading(language));
      expect(new Set(headings).size).toBe(headings.length);
    }
    expect(everyWording('enrol.name')).toHaveLength(4);
  });
});
