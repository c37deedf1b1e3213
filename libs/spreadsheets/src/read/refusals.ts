import { DomainError } from '#libs/domain';

/** Bytes of one file. */
export const largestSpreadsheet = 10 * 1024 * 1024;

/** Bytes of everything read from it, unpacked: a workbook of a thousand cases has some thirty million. */
export const mostUnpacked = 96 * 1024 * 1024;

/** Rows in which something stands, all sheets together. */
export const mostRows = 60_000;

/** Columns of one sheet that are looked at. */
export const mostColumns = 400;

/** Why a file is no spreadsheet that can be read, with what to do instead, in English for programs; pages have their own words. */
const remedies = {
  'spreadsheet.missing': 'Send a file.',
  'spreadsheet.empty': 'The file holds nothing: save it again and send that.',
  'spreadsheet.too-large': `A file may have at most ${largestSpreadsheet / 1024 / 1024} MB.`,
  'spreadsheet.too-much': `A file may have at most ${mostRows} rows: delete what is not needed, or send it in parts.`,
  'spreadsheet.encrypted': 'The file is protected by a password: save it without one.',
  'spreadsheet.old-excel': 'The file is of Excel before 2007 (.xls): save it as .xlsx.',
  'spreadsheet.open-document': 'The file is an OpenDocument spreadsheet (.ods): save it as .xlsx.',
  'spreadsheet.macros': 'The file holds macros (.xlsm): save it as a workbook without macros (.xlsx).',
  'spreadsheet.binary': 'The file is a binary workbook (.xlsb): save it as .xlsx.',
  'spreadsheet.broken': 'The file is damaged: open it in a spreadsheet program, save it again and send that.',
  'spreadsheet.kind': 'This is no spreadsheet: send .xlsx or .csv.',
} as const;
export type FileProblem = keyof typeof remedies;

export const fileProblems = Object.keys(remedies) as readonly FileProblem[];

export function refuseFile(problem: FileProblem): never {
  throw new DomainError('invalid', problem, null, { hint: remedies[problem] });
}
