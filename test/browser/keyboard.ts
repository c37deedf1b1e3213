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

/**
 * The focus comes to what says these words, or to what a selector names, and is no longer on the page as a whole: a script moves it a
 * moment after the words can be seen. Throws where it never does.
 */
export async function focusComesTo(page: Page, { words = '', selector = '*' }): Promise<void> {
  const there = `(({ activeElement: focused, body }) => focused !== body
    && focused.matches(${JSON.stringify(selector)}) && focused.innerText.includes(${JSON.stringify(words)}))(document)`;
  await page.waitForFunction(there);
}

async function tabUntil(page: Page, isReached: string): Promise<boolean> {
  for (let presses = 0; presses < mostPresses; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(isReached)) return true;
  }
  return false;
}
