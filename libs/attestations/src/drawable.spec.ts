import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { directionOf, isolated, languages, listText, moneyText } from '#libs/wording';
import { drawable } from './drawable.js';

describe('text that fonts can draw', () => {
  it('keeps what runs against its sentence between marks of its own direction', () => {
    expect(drawable('من \u2068Atlas (exemple)\u2069 إلى', 'rtl')).toBe('من \u200eAtlas (exemple)\u200e إلى');
    expect(drawable('par \u2068جمعية (مثال)\u2069 et', 'ltr')).toBe('par \u061cجمعية (مثال)\u061c et');
    expect(drawable('\u206884.000,50\u2069', 'rtl')).toBe('\u200e84.000,50\u200e');
    expect(drawable('\u20685 مارس 2028\u2069', 'rtl')).toBe('5 مارس 2028');
  });

  it('holds no sign that isolates, whatever was said and in whichever language', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...languages),
        fc.array(fc.string()),
        fc.nat(),
        (language, names, amount) => {
          const direction = directionOf(language);
          const plain = names.map((name) => name.replaceAll(/[\u2066-\u2069]/g, ''));
          const said = `${listText(language, plain)} ${moneyText(language, amount, 'MAD')} ${isolated('x', direction)}`;
          expect(drawable(said, direction)).not.toMatch(/[\u2066-\u2069\u200f\u202f]/);
        },
      ),
    );
  });
});
