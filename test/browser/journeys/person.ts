import { expect } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import type { ApprovalOutcome } from '#libs/domain';
import type { FormDefinition } from '#libs/definitions';
import { languageNames, type Language } from '#libs/wording';
import type { SignIn } from '../visitors.js';
import { FormFiller, type Said } from './form-filler.js';
import type { Watch } from './watch.js';
import { Words } from './words.js';

/** Pixels. */
const sizes = { phone: { width: 360, height: 740 }, laptop: { width: 1280, height: 800 } };
/** Milliseconds until what should be on a page counts as missing. */
const patience = 30_000;

/** What goes with a decision, beside its outcome. */
export interface Decided {
  readonly outcome: ApprovalOutcome;
  readonly condition?: { readonly text: string; readonly date: string };
}

/** Somebody with a browser of their own, who finds everything by what the page says. */
export class Person {
  private constructor(
    readonly page: Page,
    readonly words: Words,
    private readonly watch: Watch,
  ) {}

  static async with(
    device: keyof typeof sizes,
    {
      browser,
      language,
      watch,
    }: { readonly browser: Browser; readonly language: Language; readonly watch: Watch },
  ): Promise<Person> {
    const context = await browser.newContext({ locale: `${language}-MA`, viewport: sizes[device] });
    context.setDefaultTimeout(patience);
    watch.over(context);
    return new Person(await context.newPage(), new Words(language), watch);
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }

  /** Signs in, and reads on in the own language where the account has another one. */
  async signIn(base: string, { email, password }: SignIn): Promise<void> {
    const { page, words } = this;
    await page.goto(`${base}/console`);
    await page.getByLabel(words.say('sign-in.email')).fill(email);
    await page.getByLabel(words.say('sign-in.password')).fill(password);
    await this.look();
    await page.getByRole('button', { name: words.say('sign-in.button') }).click();
    await page.waitForURL('**/console');
    await this.speakOwn();
    await this.look();
  }

  private async speakOwn(): Promise<void> {
    const { page, words } = this;
    const spoken = new Words((await page.locator('html').getAttribute('lang')) as Language);
    if (spoken.language === words.language) return;
    await page.locator('summary', { hasText: spoken.say('nav.person') }).click();
    await page.getByRole('link', { name: languageNames[words.language], exact: true }).click();
    await this.heading('nav.today').waitFor();
  }

  /** By the link of a mail, to what it is about. */
  async follow(link: string, title: string): Promise<void> {
    await this.page.goto(link);
    await this.arrive(title);
  }

  /** From the list of what waits, in whose lines all of this stands. */
  async take(title: string, line: readonly string[]): Promise<void> {
    await this.goTo('today');
    const lines = line.reduce<Locator>(
      (found, hasText) => found.filter({ hasText }),
      this.page.getByRole('listitem'),
    );
    await lines.getByRole('link', { name: title, exact: true }).click();
    await this.arrive(title);
  }

  /** Another section of the console. */
  async goTo(section: 'today' | 'cases'): Promise<void> {
    const { page, words } = this;
    const sections = page.getByRole('navigation', { name: words.say('nav.sections') });
    await sections.getByRole('link', { name: words.say(`nav.${section}`) }).click();
    await this.heading(`nav.${section}`).waitFor();
  }

  async handIn(form: FormDefinition, answers: Said, lineOf: (key: string) => string): Promise<void> {
    const sheet = this.page.locator('form.task-form');
    await new FormFiller(sheet, this.words, lineOf).fill(form, answers);
    await this.press('button.submit', 'receipt.done');
  }

  /** `said` is what the page answers in the end: the decision, or that this voice counts among several. */
  async decide(
    { outcome, condition }: Decided,
    said: 'receipt.decided' | 'decision.own' | 'code.title',
  ): Promise<void> {
    const { page, words } = this;
    await page.getByRole('radio', { name: beginning(words.say(`decide.${outcome}`)) }).check();
    if (condition) {
      const line = page.getByRole('group', {
        name: words.say('decision.condition', { number: 1 }),
        exact: true,
      });
      await line.getByLabel(words.say('decision.condition-text')).fill(condition.text);
      await line.getByLabel(words.say('decision.condition-date')).fill(condition.date);
    }
    await this.press('button.review', 'decision.confirm');
    await this.press('button.confirm', said);
  }

  /** Presses a button and waits for what the page says then; a refusal fails in the page's own words. */
  async press(button: string, said: string): Promise<void> {
    const { page, words } = this;
    await page.getByRole('button', { name: words.say(button), exact: true }).click();
    const refusal = page.getByRole('alert');
    await page.getByText(words.say(said), { exact: true }).or(refusal).first().waitFor();
    expect(await refusal.allInnerTexts()).toEqual([]);
    // Whoever reads by ear or goes by keys is where it is said, not at the top again.
    await page.waitForFunction(() => document.activeElement !== document.body);
    await this.look();
  }

  async look(): Promise<void> {
    await this.watch.look(this.page);
  }

  /** A heading of the first level, by the key of its message. */
  heading(key: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: this.words.say(key), exact: true });
  }

  private async arrive(title: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    await this.look();
  }
}

/** Names that go on with an explanation. */
function beginning(words: string): RegExp {
  return new RegExp(`^${words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`);
}
