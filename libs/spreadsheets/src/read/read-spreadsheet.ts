import type { Spreadsheet } from '../sheet.js';
import { readCsv } from './csv.js';
import { largestSpreadsheet, refuseFile } from './refusals.js';
import { readXlsx } from './xlsx.js';

/** What a file of another kind begins with, so that nobody reads a photo as comma-separated values. */
const otherKinds = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x1f, 0x8b],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x3c, 0x21, 0x44, 0x4f],
  [0x3c, 0x68, 0x74, 0x6d],
  [0x7b, 0x5c, 0x72, 0x74],
];

/**
 * Reads a file by what it holds, whatever its name says: a workbook, or comma-separated values, whose headings `knows` helps to
 * find. Throws a `DomainError` with one of `fileProblems`.
 */
export async function readSpreadsheet(
  content: Buffer,
  knows: (heading: string) => boolean = () => false,
): Promise<Spreadsheet> {
  if (content.length === 0) return refuseFile('spreadsheet.empty');
  if (content.length > largestSpreadsheet) return refuseFile('spreadsheet.too-large');
  if (startsWith(content, [0x50, 0x4b])) return readXlsx(content);
  if (startsWith(content, [0xd0, 0xcf, 0x11, 0xe0])) return refuseFile(compoundProblem(content));
  if (otherKinds.some((magic) => startsWith(content, magic))) return refuseFile('spreadsheet.kind');
  const read = readCsv(content, knows);
  return read.sheets.some(({ rows }) => rows.length > 0) ? read : refuseFile('spreadsheet.empty');
}

/** Microsoft's older container: a workbook before 2007, or a newer one behind a password. */
function compoundProblem(content: Buffer): 'spreadsheet.encrypted' | 'spreadsheet.old-excel' {
  const isEncrypted = content.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return isEncrypted ? 'spreadsheet.encrypted' : 'spreadsheet.old-excel';
}

function startsWith(content: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => content[index] === byte);
}
