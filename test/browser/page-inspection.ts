import type { CDPSession, Page } from 'playwright-core';
import { faintWords, violations } from './browser.js';

/** What a reader's browser makes of one page in one language. */
export interface Inspection {
  /** Bytes over the line for somebody who was never here before. */
  readonly transfer: number;
  readonly faults: readonly string[];
}

/** Pixels; the narrowest phone, a laptop zoomed to 200 %, a laptop. */
const [phone, zoomed, laptop] = [320, 640, 1280];

/** How closely a page is looked at, beside its look on a phone in light colours. */
export interface Closeness {
  /** On a laptop, too, where other parts of it show. */
  readonly onLaptop?: boolean;
  /** In dark colours, too. */
  readonly inDark?: boolean;
}

/** Opens pages one after the other with an empty cache, and writes down whatever a reader should not meet. */
export class PageInspector {
  private transfer = 0;
  private heard: string[] = [];
  /** Requests of this page: what the one before still waited for is not its weight. */
  private readonly asked = new Set<string>();

  private constructor(
    private readonly page: Page,
    private readonly base: string,
  ) {}

  static async of(page: Page, base: string): Promise<PageInspector> {
    const inspector = new PageInspector(page, base);
    await inspector.listen(await page.context().newCDPSession(page));
    return inspector;
  }

  /** Any width and zoom without scrolling sideways, axe-core content, nothing from elsewhere, nothing refused. */
  async inspect(path: string, { onLaptop = false, inDark = false }: Closeness = {}): Promise<Inspection> {
    [this.transfer, this.heard] = [0, []];
    this.asked.clear();
    await this.page.setViewportSize({ width: phone, height: 640 });
    await this.page.goto(`${this.base}${path}`);
    const { transfer } = this;
    const faults = [...(await violations(this.page)), ...(await this.sideways(phone))];
    if (inDark && onLaptop) faults.push(...(await this.darkFaults()));
    for (const width of [zoomed, laptop]) faults.push(...(await this.sideways(width)));
    if (onLaptop) faults.push(...(await violations(this.page)));
    if (inDark) faults.push(...(await this.darkFaults()));
    if ((await this.page.locator('main h1').count()) !== 1) faults.push('not one heading of the first level');
    return { transfer, faults: [...new Set([...faults, ...this.heard])] };
  }

  private async darkFaults(): Promise<readonly string[]> {
    // Without the passage from one to the other, in the middle of which words would be measured.
    await this.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    const faults = await faintWords(this.page);
    await this.page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
    return faults.map((fault) => `in dark: ${fault}`);
  }

  private async sideways(width: number): Promise<readonly string[]> {
    await this.page.setViewportSize({ width, height: 640 });
    const over = await this.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    return over > 0 ? [`scrolls ${over} px sideways at ${width} px`] : [];
  }

  private async listen(line: CDPSession): Promise<void> {
    await line.send('Network.enable');
    await line.send('Network.setCacheDisabled', { cacheDisabled: true });
    line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (this.asked.has(requestId)) this.transfer += encodedDataLength;
    });
    line.on('Network.requestWillBeSent', ({ requestId, request: { url } }) => {
      this.asked.add(requestId);
      // The browser draws its own calendars and clocks from data of its own, and shows PDF files by a program of its own.
      if (![this.base, 'data:', 'chrome-extension:'].some((own) => url.startsWith(own)))
        this.heard.push(`asks elsewhere: ${url}`);
    });
    // What the Content-Security-Policy refuses is said here, and what a script could not do.
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.heard.push(`says: ${message.text()}`);
    });
    this.page.on('pageerror', ({ message }) => this.heard.push(`fails: ${message}`));
  }
}
