export * from './sheet.js';
export * from './fold.js';
export * from './values.js';
export * from './table.js';
export * from './words.js';
export * from './read/refusals.js';
export { readSpreadsheet } from './read/read-spreadsheet.js';
export * from './write/write-workbook.js';
export { writeCsv } from './write/write-csv.js';
