import type { Request, Response } from 'express';
import type { AttestationFile } from '#libs/cases';
import { isLanguage, type Language } from '#libs/wording';

/** The language an attestation is asked for in; the reader's own where the address names none. */
export function languageAsked(request: Request, own: Language): Language {
  const asked = request.query['language'];
  return isLanguage(asked) ? asked : own;
}

/** To be saved: it is shown to others, and framed. */
export function sendAttestation(response: Response, { name, content }: AttestationFile): void {
  response.status(200).set({
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${name}"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
  response.send(content);
}
