import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';

/** The browser that the run has found, see `test/setup/chromium.mjs`; undefined where this machine has none. */
export function browserPath(): string | undefined {
  const found = process.env['CHROMIUM'] ?? '';
  return found === '' ? undefined : found;
}

export async function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds against WCAG 2.2 AA, one line each. */
export async function violations(page: Page): Promise<readonly string[]> {
  return found(page, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
}

/** Of these only words that stand out too little from their ground: all that another colour scheme can spoil. */
export async function faintWords(page: Page): Promise<readonly string[]> {
  return found(page, { type: 'rule', values: ['color-contrast'] });
}

async function found(page: Page, runOnly: object): Promise<readonly string[]> {
  await page.evaluate(axe);
  const all = await page.evaluate<readonly Violation[]>(
    `axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'] })}).then(({ violations }) => violations)`,
  );
  return all.map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}): ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}
