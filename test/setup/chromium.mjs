// Which browser the tests of pages run in. Jest loads this file untransformed, as it does global-setup.mjs.
import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const remedy = 'install one (on Debian: apt-get install chromium) or name its program in CHROMIUM.';

/** The last line of a run on a machine that has none. */
export const skippedLine = `No Chromium: the tests in a browser were skipped; ${remedy}`;

/**
 * Path of the browser, or an empty text. CHROMIUM names it where it stands elsewhere, or is meant to be absent. Throws where
 * there is none although TEST_REQUIRES_CHROMIUM is set, as CI does: there, nothing may be skipped unseen.
 */
export function findChromium({ CHROMIUM: named, TEST_REQUIRES_CHROMIUM: required }) {
  const found = (named ? [named] : places).find((path) => existsSync(path)) ?? '';
  if (found === '' && required) throw new Error(`No Chromium, and TEST_REQUIRES_CHROMIUM is set: ${remedy}`);
  return found;
}
