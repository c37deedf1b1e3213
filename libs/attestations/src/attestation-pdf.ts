import { renderToBuffer } from '@react-pdf/renderer';
import { attestationPage } from './attestation-page.js';
import type { AttestationFacts } from './facts.js';
import { fonts } from './fonts.js';

/** The attestation as a file. The same facts give the same bytes. */
export async function attestationPdf(facts: AttestationFacts): Promise<Buffer> {
  return renderToBuffer(attestationPage(facts, await fonts()));
}
