import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { DocumentView } from '#libs/cases';

/** What a browser may show by itself; everything else is saved. */
const shown = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'];

/** Whether a page can show it; what a file is, its content said when it came. */
export function canShow({ mediaType }: Pick<DocumentView, 'mediaType'>): boolean {
  return shown.includes(mediaType);
}

/** Nothing in it runs, wherever it is shown; our own preview may frame it. */
const ofAnything = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
/** The same without the sandbox, in which browsers refuse to show a PDF: their viewer runs nothing of ours. */
const ofPdf = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'";

/** Sends a document as what it was found to be, never as what its name says. */
export async function sendDocument(
  response: Response,
  document: DocumentView,
  content: Readable,
  download = false,
): Promise<void> {
  const { name, mediaType, size } = document;
  const inline = !download && canShow(document);
  const plain = name.replaceAll(/[^\w. -]/g, '_');
  response.status(200).set({
    'Content-Type': mediaType,
    'Content-Length': String(size),
    'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': mediaType === 'application/pdf' ? ofPdf : ofAnything,
  });
  try {
    await pipeline(content, response);
  } catch (error) {
    // The reader went away; there is nobody to tell.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
