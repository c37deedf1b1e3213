import { buffer } from 'node:stream/consumers';
import type { Request, Response } from 'express';
import { DomainError } from '#libs/domain';
import { refuseFile } from '#libs/spreadsheets';
import { isAway, statusOf } from '../http/faults.js';
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

/** A refusal that belongs on the page it came from; anything else is thrown on. */
export function refusalOf(error: unknown): { readonly status: number; readonly notice: string } {
  if (isAway(error)) return { status: 503, notice: 'notice.unavailable' };
  if (error instanceof DomainError && ['invalid', 'conflict'].includes(error.kind))
    return { status: statusOf[error.kind], notice: `refusal.${error.code}` };
  throw error;
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** A file to be saved, never shown: it holds figures of companies. */
export function sendFile(
  response: Response,
  { name, content }: { readonly name: string; readonly content: Buffer },
): void {
  response
    .status(200)
    .set({ 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' })
    .attachment(name)
    .type(types[name.endsWith('.csv') ? 'csv' : 'xlsx'])
    .send(content);
}

/** Milliseconds that a page waits for work that may be short. */
export const shortWork = 1_500;

/** Fields of a form that may stand several times. */
export function listIn(body: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  return [body[name] ?? []].flat().filter((value): value is string => typeof value === 'string');
}
