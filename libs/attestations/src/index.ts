export type { AttestationFacts, AttestedMeasure, AttestedStage } from './facts.js';
export { authenticityCode, isAuthentic, type AttestedContent } from './authenticity.js';
export { attestationPdf } from './attestation-pdf.js';
