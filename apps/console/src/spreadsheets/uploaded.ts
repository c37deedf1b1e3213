import { buffer } from 'node:stream/consumers';
import type { Request, Response } from 'express';
import { refuseFile, spreadsheetTypes } from '#libs/spreadsheets';
import { refusalOf, type Refusal } from '../http/answered.js';
import { uploadsOf } from '../http/uploads.js';

/** The one file of a form. Throws `spreadsheet.missing` or `spreadsheet.too-large`. */
export async function uploadedFile(
  request: Request,
): Promise<{ readonly name: string; readonly content: Buffer }> {
  const [upload] = uploadsOf(request);
  if (!upload) return refuseFile('spreadsheet.missing');
  if (!upload.content) return refuseFile('spreadsheet.too-large');
  return { name: upload.name, content: await buffer(upload.content()) };
}

/** What is wrong with a file or with what was chosen in it; whoever may not bring one has no such page. */
export function refusedFile(error: unknown): Refusal {
  return refusalOf(error, ['invalid', 'conflict']);
}

/** A file to be saved, never shown: it holds figures of companies. */
export function sendFile(
  response: Response,
  { name, content }: { readonly name: string; readonly content: Buffer },
): void {
  response
    .status(200)
    .set({ 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' })
    .attachment(name)
    .type(spreadsheetTypes[name.endsWith('.csv') ? 'csv' : 'xlsx'])
    .send(content);
}

/** Milliseconds that a page waits for work that may be short. */
export const shortWork = 1_500;

/** Fields of a form that may stand several times. */
export function listIn(body: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  return [body[name] ?? []].flat().filter((value): value is string => typeof value === 'string');
}
