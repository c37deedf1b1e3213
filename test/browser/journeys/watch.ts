import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { violations } from '../browser.js';

/** Where everybody of a journey is looked over the shoulder. */
export interface Surroundings {
  /** Address of the installation, without a trailing slash. */
  readonly base: string;
  readonly language: string;
}

/** What no reader should meet, on any page of a journey: heard all the time, and looked for where somebody has arrived. */
export class Watch {
  /** One sentence each. */
  readonly faults: string[] = [];
  /** Pages that were looked at. */
  looks = 0;
  private readonly album: string | undefined;

  constructor(private readonly surroundings: Surroundings) {
    const { JOURNEY_ALBUM: album } = process.env;
    if (album === undefined) return;
    this.album = join(album, surroundings.language);
    mkdirSync(this.album, { recursive: true });
  }

  over(context: BrowserContext): void {
    const { base } = this.surroundings;
    context.on('request', (request) => {
      // The browser draws its own calendars and clocks from data of its own.
      if (!request.url().startsWith(`${base}/`) && !request.url().startsWith('data:'))
        this.faults.push(`asks elsewhere: ${request.url()}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 500) this.faults.push(`${response.status()} from ${response.url()}`);
    });
    // What the Content-Security-Policy refuses is said here, and what a script could not do.
    context.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(`says: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (failed) => this.faults.push(`fails: ${failed.error().message}`));
  }

  /** At a page that somebody has reached; in an album, too, where one is kept. */
  async look(page: Page): Promise<void> {
    const number = ++this.looks;
    const found = [...(await violations(page)), ...(await this.shapeOf(page))];
    const title = found.length > 0 ? await page.title() : '';
    this.faults.push(...found.map((fault) => `page ${number}, ${title}: ${fault}`));
    if (this.album === undefined) return;
    const name = `${String(number).padStart(2, '0')}.png`;
    await page.screenshot({ path: join(this.album, name), fullPage: true });
  }

  private async shapeOf(page: Page): Promise<readonly string[]> {
    const [language, headings, over] = await Promise.all([
      page.locator('html').getAttribute('lang'),
      page.locator('main h1').count(),
      page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    ]);
    return [
      ...(language === this.surroundings.language ? [] : [`is in ${language}`]),
      ...(headings === 1 ? [] : [`has ${headings} headings of the first level`]),
      ...(over > 0 ? [`scrolls ${over} px sideways`] : []),
    ];
  }
}
