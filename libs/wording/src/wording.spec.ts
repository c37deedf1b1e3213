import { describe, expect, it } from '@jest/globals';
import {
  compileMessage,
  dayText,
  directionOf,
  isolated,
  languageNames,
  languages,
  listText,
  moneyText,
  monthText,
  negotiate,
  numberText,
  weekdayText,
} from './index.js';

/** Without the marks and spaces that a locale puts around currencies and before `PM`. */
const bare = (text: string) => text.replace(/[\u200e\u200f]/g, '').replace(/[\u00a0\u202f]/g, ' ');
const inEach = (say: (language: string) => string) =>
  Object.fromEntries(languages.map((language) => [language, bare(say(language))]));

describe('wording', () => {
  it('offers every language under its own name and in its own direction', () => {
    expect(languages.map((language) => `${languageNames[language]} ${directionOf(language)}`)).toEqual([
      'Français ltr',
      'العربية rtl',
      'English ltr',
      'Español ltr',
    ]);
  });

  it('takes the first wanted language that it speaks, region or not', () => {
    expect(negotiate(['ber', 'ar-MA', 'fr'])).toBe('ar');
    expect(negotiate(['ES-cl'])).toBe('es');
    expect(negotiate(['de', '*'])).toBe('en');
  });

  it('writes numbers with the digits and separators of the country', () => {
    expect(inEach((language) => numberText(language, 20_000.5))).toEqual({
      ...{ fr: '20.000,5', ar: '20.000,5', en: '20,000.5', es: '20.000,5' },
    });
  });

  it('writes amounts in the currency of the programme, without decimals that say nothing', () => {
    expect(inEach((language) => moneyText(language, 20_000, 'MAD'))).toEqual({
      ...{ fr: '20.000 MAD', ar: '20.000 د.م.', en: 'MAD 20,000', es: 'MAD 20.000' },
    });
    expect(bare(moneyText('fr', 20_000.5, 'MAD'))).toBe('20.000,50 MAD');
    expect(bare(moneyText('es', 1_250_000.4, 'CLP'))).toBe('$1.250.000');
    expect(bare(moneyText('en', 99.9, 'USD'))).toBe('$99.90');
  });

  it('lets no value turn the words behind it about', () => {
    expect(isolated('Olives \u202efdp.exe', 'ltr')).toBe('Olives fdp.exe');
    expect(isolated('\u2067Atlas', 'rtl')).toBe('\u2068Atlas\u2069');
    const say = compileMessage('Reminder: {name}, by Friday', 'en', 'UTC', 'mail');
    expect(say({ name: '\u202eزيت' })).toBe('Reminder: \u2068زيت\u2069, by Friday');
  });

  it('writes days, months and lists', () => {
    expect(inEach((language) => dayText(language, '2026-08-05'))).toEqual({
      ...{ fr: '5 août 2026', ar: '5 غشت 2026', en: 'August 5, 2026', es: '5 de agosto de 2026' },
    });
    expect(dayText('fr', 'bientôt')).toBe('bientôt');
    expect([dayText('fr', '2026-11-01'), dayText('fr', '2026-03-01', 'short')]).toEqual([
      ...['1er novembre 2026', '1er mars'],
    ]);
    expect([dayText('fr', '2026-11-11'), dayText('es', '2026-11-01')]).toEqual([
      ...['11 novembre 2026', '1 de noviembre de 2026'],
    ]);
    expect(inEach((language) => monthText(language, '2026-11', 'long'))).toEqual({
      ...{ fr: 'novembre 2026', ar: 'نونبر 2026', en: 'November 2026', es: 'noviembre de 2026' },
    });
    expect(inEach((language) => weekdayText(language, '2026-08-05', 'long'))).toEqual({
      ...{ fr: 'mercredi', ar: 'الأربعاء', en: 'Wednesday', es: 'miércoles' },
    });
    expect(inEach((language) => listText(language, ['A', 'B', 'C']))).toEqual({
      ...{
        fr: 'A, B et C',
        ar: '\u2068A\u2069 و\u2068B\u2069 و\u2068C\u2069',
        en: 'A, B, and C',
        es: 'A, B y C',
      },
    });
  });

  it('isolates what runs against its sentence, once', () => {
    expect(isolated('Atlas Olives', 'rtl')).toBe('\u2068Atlas Olives\u2069');
    expect(isolated('+212 600-000000', 'rtl')).toBe('\u2068+212 600-000000\u2069');
    expect(isolated('زيتون', 'rtl')).toBe('زيتون');
    expect(isolated('زيتون', 'ltr')).toBe('\u2068زيتون\u2069');
    expect(isolated('Atlas Olives', 'ltr')).toBe('Atlas Olives');
    expect(isolated(isolated('Atlas', 'rtl'), 'rtl')).toBe('\u2068Atlas\u2069');
  });

  it('says messages with isolated values, and chooses by bare ones', () => {
    const text = '{kind, select, task {مهمة {name}} other {قرار {name}}} ({kind})';
    const message = compileMessage(text, 'ar', 'UTC', 'page');
    expect(message({ kind: 'task', name: 'OLV-07' })).toBe('مهمة \u2068OLV-07\u2069 (task)');
    expect(() => message({ kind: 'task' })).toThrow(/name/);
  });

  it('says dates in their zone: with the year on a page, without it in a mail', () => {
    const at = Date.UTC(2026, 7, 5, 17);
    const says = (language: string, medium: 'page' | 'mail') =>
      bare(
        compileMessage('{at, date, day} {at, time, short}', language, 'Africa/Casablanca', medium)({ at }),
      );
    expect(inEach((language) => says(language, 'page'))).toEqual({
      ...{ fr: '5 août 2026 18:00', ar: '5 غشت 2026 18:00' },
      ...{ en: 'Aug 5, 2026 6:00 PM', es: '5 ago 2026 18:00' },
    });
    expect(says('fr', 'mail')).toBe('5 août 18:00');
  });
});
