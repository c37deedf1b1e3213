import { describe, expect, it } from '@jest/globals';

interface Chromium {
  readonly skippedLine: string;
  readonly findChromium: (environment: Readonly<Record<string, string>>) => string;
}

describe('the browser of the tests', () => {
  const module = async () =>
    (await import(new URL('./chromium.mjs', import.meta.url).href)) as unknown as Chromium;

  it('is the one that CHROMIUM names', async () => {
    const { findChromium } = await module();
    expect(findChromium({ CHROMIUM: process.execPath })).toBe(process.execPath);
  });

  it('may be missing, which one line says with its remedy', async () => {
    const { findChromium, skippedLine } = await module();
    expect(findChromium({ CHROMIUM: '/nowhere' })).toBe('');
    expect(skippedLine).toMatch(/^No Chromium: .*skipped.*apt-get install chromium.*CHROMIUM\.$/);
  });

  it('may not be missing where it is required', async () => {
    const { findChromium } = await module();
    const ci = { CHROMIUM: '/nowhere', TEST_REQUIRES_CHROMIUM: '1' };
    expect(() => findChromium(ci)).toThrow(/TEST_REQUIRES_CHROMIUM is set: install one/);
  });
});
