import { negotiate } from '#libs/wording';

/** Comma-separated values that a double click opens rightly: with the mark of UTF-8 and the sign that the language's Excel parts by. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[], language: string): Buffer {
  const delimiter = negotiate([language]) === 'en' ? ',' : ';';
  const lines = rows.map((row) => row.map((value) => field(value, delimiter)).join(delimiter));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
}

/** Words that begin like a formula get an apostrophe before them: a spreadsheet program would run them. */
function field(value: string | number | null, delimiter: string): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}
