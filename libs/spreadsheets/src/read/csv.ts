import { parse } from 'csv-parse/sync';
import { folded } from '../fold.js';
import type { Cell, SheetRow, Spreadsheet } from '../sheet.js';
import { mostColumns, mostRows, refuseFile } from './refusals.js';

const delimiters = [';', ',', '\t'] as const;

/**
 * Reads comma-separated values as spreadsheet programs save them. Nothing in the file says how it is encoded or parted: what makes
 * most of its first row known, is how. `knows` tells whether a heading, folded, is one that the reader looks for.
 */
export function readCsv(content: Buffer, knows: (heading: string) => boolean): Spreadsheet {
  const candidates = textsOf(content).flatMap((text) =>
    delimitersOf(text).map((delimiter) => ({ text: text.replace(/^sep=.\r?\n/i, ''), delimiter })),
  );
  const scored = candidates
    .map((candidate) => ({ ...candidate, ...headingScore(candidate, knows) }))
    .sort((left, right) => right.known - left.known || right.columns - left.columns);
  const [best] = scored;
  if (!best) return refuseFile('spreadsheet.empty');
  const rows = recordsOf(best.text, best.delimiter, mostRows + 1);
  if (!rows) return refuseFile('spreadsheet.broken');
  if (rows.length > mostRows) return refuseFile('spreadsheet.too-much');
  return { kind: 'csv', sheets: [{ name: '', hidden: false, merged: [], rows: rows.flatMap(rowOf) }] };
}

/** The content as text in each of the encodings it may be in, the likeliest first. */
function textsOf(content: Buffer): readonly string[] {
  const [first, second, third] = content;
  if (first === 0xff && second === 0xfe) return [decoded(content, 'utf-16le')];
  if (first === 0xfe && second === 0xff) return [decoded(content, 'utf-16be')];
  if (first === 0xef && second === 0xbb && third === 0xbf) return [decoded(content, 'utf-8')];
  const sample = content.subarray(0, 4_096);
  const zeros = sample.filter((byte) => byte === 0).length;
  if (zeros > sample.length / 4) return [decoded(content, sample[0] === 0 ? 'utf-16be' : 'utf-16le')];
  if (zeros > 0) return refuseFile('spreadsheet.kind');
  try {
    return [new TextDecoder('utf-8', { fatal: true }).decode(content)];
  } catch {
    return ['windows-1252', 'windows-1256'].map((encoding) => decoded(content, encoding));
  }
}

function decoded(content: Buffer, encoding: string): string {
  return new TextDecoder(encoding).decode(content);
}

/** The one that Excel was told in a first line, or all of them. */
function delimitersOf(text: string): readonly string[] {
  const told = /^sep=(.)\r?\n/i.exec(text)?.[1];
  return told === undefined ? delimiters : [told];
}

function headingScore(
  { text, delimiter }: { readonly text: string; readonly delimiter: string },
  knows: (heading: string) => boolean,
): { readonly known: number; readonly columns: number } {
  const [headings = []] = recordsOf(text, delimiter, 1) ?? [];
  return { known: headings.filter((heading) => knows(folded(heading))).length, columns: headings.length };
}

function recordsOf(text: string, delimiter: string, to: number): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, { delimiter, to, bom: true, relaxColumnCount: true, relaxQuotes: true });
  } catch {
    return undefined;
  }
}

/** Numbered as the program shows them: a row that holds line breaks is one. */
function rowOf(record: readonly string[], index: number): readonly SheetRow[] {
  const cells = new Map<number, Cell>();
  record.slice(0, mostColumns).forEach((text, column) => {
    if (text.trim() !== '') cells.set(column + 1, { kind: 'text', text: unguarded(text) });
  });
  return cells.size === 0 ? [] : [{ number: index + 1, cells }];
}

/** An apostrophe that kept a spreadsheet program from calculating is no part of the words. */
function unguarded(text: string): string {
  return /^'[=+\-@\t]/.test(text) ? text.slice(1) : text;
}
