import type { Person } from './person.js';
import { plain } from './words.js';

/** What a coordinator does with whole cases, by clicking. */
export class CaseReader {
  constructor(private readonly person: Person) {}

  /** Opens a case for a company from the page of what waits; answers its reference and how the company is called. */
  async open(organisation: string): Promise<{ readonly reference: string; readonly company: string }> {
    const { page, words } = this.person;
    await page.getByRole('link', { name: words.say('case.open'), exact: true }).click();
    await this.person.heading('case.open').waitFor();
    await this.person.look();
    await page.getByLabel(words.say('item.company'), { exact: true }).selectOption(organisation);
    await page.getByRole('button', { name: words.say('case.open'), exact: true }).click();
    await page.waitForURL('**/console/cases/CCP-MA-*');
    await this.person.look();
    const company = await page.getByRole('heading', { level: 1 }).innerText();
    return { reference: new URL(page.url()).pathname.split('/').at(-1) ?? '', company };
  }

  /** The case's first page, by looking for the company; the list itself holds open cases only. */
  async find(company: string): Promise<void> {
    const { page, words } = this.person;
    await this.person.goTo('cases');
    await page.getByRole('searchbox').fill(company);
    await page.getByRole('button', { name: words.say('cases.search'), exact: true }).click();
    await page.waitForURL('**/console/cases?q=*');
    await this.person.look();
    await this.enter(company);
  }

  /** The same where every case has ended: the list says where those are. */
  async findEnded(company: string): Promise<void> {
    const { page, words } = this.person;
    await this.person.goTo('cases');
    await page.getByRole('link', { name: words.say('cases.closed-too'), exact: true }).click();
    await this.enter(company);
  }

  /** The station of the line at which the case stands. */
  async station(): Promise<string> {
    return plain(await this.person.page.locator('ol.stations > [aria-current=step]').innerText());
  }

  /** What the case says of itself in a word, beside its name. */
  async states(): Promise<string> {
    return plain(await this.person.page.locator('.case-head .chips').innerText());
  }

  /** Everything that the trail tells, the oldest first, line by line. */
  async trail(): Promise<readonly string[]> {
    const { page, words } = this.person;
    const tabs = page.getByRole('navigation', { name: words.say('case.pages') });
    await tabs.getByRole('link', { name: words.say('case-tab.trail'), exact: true }).click();
    await page.waitForURL('**/trail');
    await this.person.look();
    const older = page.getByRole('link', { name: words.say('trail.older'), exact: true });
    const entries = await page.locator('ol.trail > li').allInnerTexts();
    while ((await older.count()) > 0) {
      const from = page.url();
      await older.click();
      await page.waitForURL(({ href }) => href !== from);
      entries.push(...(await page.locator('ol.trail > li').allInnerTexts()));
    }
    return entries
      .toReversed()
      .flatMap((entry) => entry.split('\n').map(plain))
      .filter((line) => line !== '');
  }

  private async enter(company: string): Promise<void> {
    const { page } = this.person;
    await page.getByRole('rowheader').getByRole('link', { name: company, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: company, exact: true }).waitFor();
    await this.person.look();
  }
}
