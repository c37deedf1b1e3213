import { describe, expect, it } from '@jest/globals';
import { unitText } from './form-words.js';

describe('words of forms', () => {
  it('name a unit in the language of the reader, and money in the programme currency', () => {
    expect(unitText({ fr: 'tonnes', en: 'metric tons' }, 'fr', 'MAD')).toBe('tonnes');
    expect(unitText('currency', 'fr', 'MAD')).toBe('MAD');
    expect(unitText({ fr: 'm3', en: 'm3' }, 'fr', 'MAD')).toBe('m³');
    expect(unitText(undefined, 'fr', 'MAD')).toBe('');
  });
});
