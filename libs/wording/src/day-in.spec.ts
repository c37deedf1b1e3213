import { expect, it } from '@jest/globals';
import { dayIn } from './index.js';

it('a moment lies on the day of its zone, on either side of midnight', () => {
  const at = Date.UTC(2026, 11, 31, 23, 30);
  expect(dayIn('UTC', at)).toBe('2026-12-31');
  expect(dayIn('Africa/Casablanca', at)).toBe('2027-01-01');
  expect(dayIn('America/Santiago', at)).toBe('2026-12-31');
  expect(dayIn('Africa/Casablanca', at - 3_600_000)).toBe('2026-12-31');
});
