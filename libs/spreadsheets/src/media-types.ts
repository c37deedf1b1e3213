/** What a spreadsheet is sent as, by the end of its name. */
export const spreadsheetTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
export type SpreadsheetKind = keyof typeof spreadsheetTypes;
