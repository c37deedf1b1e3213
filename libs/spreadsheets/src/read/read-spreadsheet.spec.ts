import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { textOf } from '../values.js';
import { writeCsv } from '../write/write-csv.js';
import { readSpreadsheet } from './read-spreadsheet.js';
import { largestSpreadsheet, mostRows } from './refusals.js';
import { zipped } from './zip.fixture.js';

const knows = (heading: string) => ['code', 'entreprise', 'الاسم'].includes(heading);

async function grid(content: Buffer): Promise<readonly (readonly string[])[]> {
  const { sheets } = await readSpreadsheet(content, knows);
  return sheets[0]!.rows.map(({ cells }) => [...cells.values()].map(textOf));
}

async function book(fill: (sheet: exceljs.Worksheet) => void): Promise<Buffer> {
  const made = new exceljs.Workbook();
  fill(made.addWorksheet('Feuille'));
  return Buffer.from(await made.xlsx.writeBuffer());
}

const parts = {
  '[Content_Types].xml': '<Types/>',
  'xl/workbook.xml':
    '<x:workbook xmlns:r="r" xmlns:x="x"><x:sheets><x:sheet name="A" r:id="r1"/></x:sheets></x:workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r1" Target="/xl/s.xml"/></Relationships>',
};
const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

describe('reading a spreadsheet', () => {
  it.each([
    ['semicolons in UTF-8 with a mark', Buffer.from('\ufeffCode;Entreprise\nA;Été\n')],
    ['commas in UTF-8', Buffer.from('Code,Entreprise\r\nA,Été\r\n')],
    ['tabs in UTF-16', Buffer.from('\ufeffCode\tEntreprise\r\nA\tÉté\r\n', 'utf16le')],
    ['tabs in UTF-16 without a mark', Buffer.from('Code\tEntreprise\r\nA\tÉté\r\n', 'utf16le')],
    ['UTF-16 with its bytes swapped', Buffer.from('\ufeffCode;Entreprise\nA;Été\n', 'utf16le').swap16()],
    ['Windows-1252', Buffer.from('Code;Entreprise\nA;Été\n', 'latin1')],
    ['the line that tells Excel', Buffer.from('sep=;\r\nCode;Entreprise\r\nA;Été\r\n')],
    ['quotes', Buffer.from('"Code";"Entreprise"\n"A";"Été"\n')],
  ])('takes comma-separated values with %s', async (_, content) => {
    expect(await grid(content)).toEqual([
      ['Code', 'Entreprise'],
      ['A', 'Été'],
    ]);
  });

  it('tells Arabic Windows from Western Windows by the headings', async () => {
    // "الاسم" in Windows-1256.
    const content = Buffer.from([0xc7, 0xe1, 0xc7, 0xd3, 0xe3, 0x0a, 0x41, 0x0a]);
    expect(await grid(content)).toEqual([['الاسم'], ['A']]);
  });

  it('reads again what it writes, formulas as words', async () => {
    const rows = [
      ['Code', 'Entreprise'],
      ['=1+1', '-a;"b"\nc'],
    ];
    expect(await grid(writeCsv(rows, 'fr'))).toEqual(rows);
    expect(writeCsv(rows, 'fr').toString()).toContain(`'=1+1`);
  });

  it('takes cells as programs write them', async () => {
    const content = await book((made) => {
      made.addRow([
        'a',
        1.5,
        new Date('2027-04-02T00:00:00Z'),
        true,
        { formula: 'A1', result: 'b' },
        { error: '#N/A' },
      ]);
      made.addRow([
        { richText: [{ text: 'x' }, { text: 'y' }] },
        { text: 'link', hyperlink: 'https://example.org' },
      ]);
      made.getRow(9).getCell(3).value = 'far';
      made.mergeCells('A9:B9');
    });
    const { sheets } = await readSpreadsheet(content);
    expect(sheets[0]!.rows.map(({ number, cells }) => [number, [...cells]])).toEqual([
      [
        1,
        [
          [1, { kind: 'text', text: 'a' }],
          [2, { kind: 'number', number: 1.5 }],
          [3, { kind: 'day', day: '2027-04-02' }],
          [4, { kind: 'flag', flag: true }],
          [5, { kind: 'text', text: 'b' }],
          [6, { kind: 'fault', text: '#N/A' }],
        ],
      ],
      [
        2,
        [
          [1, { kind: 'text', text: 'xy' }],
          [2, { kind: 'text', text: 'link' }],
        ],
      ],
      [9, [[3, { kind: 'text', text: 'far' }]]],
    ]);
    expect(sheets[0]!.merged).toEqual(['A9:B9']);
  });

  it('takes inline words, prefixes, cells without addresses, and files in any order', async () => {
    const rows = '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row>';
    expect(await grid(zipped({ ...parts, 'xl/s.xml': sheet(rows) }))).toEqual([['a', '2']]);
  });

  it.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['nothing', 'spreadsheet.empty', () => Buffer.alloc(0)],
    ['only blanks', 'spreadsheet.empty', () => Buffer.from('\n ; \n')],
    ['an empty workbook', 'spreadsheet.empty', () => book(() => undefined)],
    ['more bytes than allowed', 'spreadsheet.too-large', () => Buffer.alloc(largestSpreadsheet + 1, 65)],
    ['too many rows', 'spreadsheet.too-much', () => Buffer.from('a\n'.repeat(mostRows + 2))],
    ['a PDF', 'spreadsheet.kind', () => Buffer.from('%PDF-1.7')],
    ['a photo', 'spreadsheet.kind', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    [
      'bytes of no text',
      'spreadsheet.kind',
      () => Buffer.from([65, 66, 0, 67, 200, 201, 202, 203, 204, 205]),
    ],
    [
      'a Word document',
      'spreadsheet.kind',
      () => zipped({ '[Content_Types].xml': '', 'word/document.xml': '' }),
    ],
    ['a file of Excel 97', 'spreadsheet.old-excel', () => compound('Workbook')],
    ['a password', 'spreadsheet.encrypted', () => compound('EncryptedPackage')],
    [
      'OpenDocument',
      'spreadsheet.open-document',
      () => zipped({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
    ],
    ['macros', 'spreadsheet.macros', () => zipped({ ...parts, 'xl/vbaProject.bin': 'x' })],
    ['a binary workbook', 'spreadsheet.binary', () => zipped({ 'xl/workbook.bin': 'x' })],
    [
      'half a workbook',
      'spreadsheet.broken',
      async () => (await book((made) => made.addRow(['a']))).subarray(0, 2000),
    ],
    ['XML that is none', 'spreadsheet.broken', () => zipped({ ...parts, 'xl/s.xml': '<worksheet><row>' })],
    ['entities of its own', 'spreadsheet.broken', () => zipped({ ...parts, 'xl/s.xml': bomb })],
    [
      'a packed part that is none',
      'spreadsheet.broken',
      () => zipped({ ...parts, 'xl/s.xml': Buffer.from('zz') }),
    ],
    [
      'too many rows of a workbook',
      'spreadsheet.too-much',
      () => zipped({ ...parts, 'xl/s.xml': sheet('<row><c><v>1</v></c></row>'.repeat(mostRows + 1)) }),
    ],
    [
      'a hundred megabytes in a few',
      'spreadsheet.too-much',
      () => zipped({ ...parts, 'xl/s.xml': deflateRawSync(Buffer.alloc(120_000_000, 32)) }),
    ],
  ])('refuses %s', async (_, code, made) => {
    await expect(readSpreadsheet(await made())).rejects.toMatchObject({ kind: 'invalid', code });
  });

  it('answers damaged files with a refusal, never with a fault', async () => {
    const content = await book((made) => made.addRow(['Code', 1, new Date(0)]));
    for (let at = 0; at < content.length; at += 97) {
      const damaged = Buffer.from(content);
      damaged[at] = (damaged[at] ?? 0) ^ 0x5a;
      await readSpreadsheet(damaged).catch((error: unknown) =>
        expect(error).toMatchObject({ kind: 'invalid' }),
      );
    }
    expect.hasAssertions();
  });
});

const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${sheet('<row><c t="str"><v>&b;</v></c></row>')}`;

function compound(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
    Buffer.alloc(600),
    Buffer.from(stream, 'utf16le'),
  ]);
}
