import type { FieldUnit } from './form-model.js';
import { pick } from './localised.js';

/** What stands behind a number: `kWh`, `m³` where a definition says `m3`, or the programme's currency code. */
export function unitText(unit: FieldUnit | undefined, language: string, currency: string): string {
  if (unit === undefined) return '';
  return unit === 'currency' ? currency : pick(unit, language).replace(/^m3$/, 'm³');
}
