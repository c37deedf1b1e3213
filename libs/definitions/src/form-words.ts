import type { FieldUnit, FileKind } from './form-model.js';
import { pick } from './localised.js';

/** What stands behind a number: `kWh`, `m³` where a definition says `m3`, or the programme's currency code. */
export function unitText(unit: FieldUnit | undefined, language: string, currency: string): string {
  if (unit === undefined) return '';
  return unit === 'currency' ? currency : pick(unit, language).replace(/^m3$/, 'm³');
}

/** Media types that each kind of file may have. `text/csv` has no signature: judge it by its name and content. */
export const mediaTypes: Readonly<Record<FileKind, readonly string[]>> = {
  pdf: ['application/pdf'],
  image: ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'],
  spreadsheet: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.oasis.opendocument.spreadsheet',
    'text/csv',
  ],
  document: [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.oasis.opendocument.text',
  ],
};
