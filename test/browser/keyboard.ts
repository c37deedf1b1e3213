import type { Page } from 'playwright-core';

/** More than any page of ours has before its forms. */
const mostPresses = 120;

/** Presses Tab until the element is reached; a page on which it never is answers false. */
export function tabTo(page: Page, selector: string): Promise<boolean> {
  return tabUntil(page, `document.activeElement.matches(${JSON.stringify(selector)})`);
}

/** The same for what says just these words. */
export function tabToWords(page: Page, words: string): Promise<boolean> {
  return tabUntil(page, `document.activeElement.innerText.trim() === ${JSON.stringify(words)}`);
}

/** What the element says that has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.innerText');
}

async function tabUntil(page: Page, isReached: string): Promise<boolean> {
  for (let presses = 0; presses < mostPresses; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(isReached)) return true;
  }
  return false;
}
