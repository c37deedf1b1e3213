import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { calendarSnapshot } from '#libs/calendars';
import { projectRoot, SettableClock } from '#libs/config';
import { readSampleAnswers, sampleAnswers } from '#libs/definitions';
import { addDays, addMonths } from '#libs/domain';
import { Programmes } from '#libs/persistence';
import { freePort } from '#libs/temporal';
import type { Language } from '#libs/wording';
import { apiFixture, testPassword, type ApiFixture } from '../../api/api-fixture.js';
import { CaseTime } from '../../e2e/case-time.js';
import { openBrowser } from '../browser.js';
import { CaseReader } from './case-reader.js';
import type { Said } from './form-filler.js';
import { Letters } from './letters.js';
import { Person, type Decided } from './person.js';
import { Watch } from './watch.js';
import { Words } from './words.js';

const samples = readSampleAnswers(join(projectRoot(), 'programmes/ccp-maroc/answers.yaml'));
const noon = 12 * 60;

/** What somebody writes into a form: a variant of the sample answers, the usual one unless told, and what differs. */
interface Answering {
  readonly variant?: string;
  readonly answers?: Said;
  /** What the page is called, where the path has no words for it. */
  readonly title?: string;
}

/** The life of one case on an installation in virtual time, seen through nothing but its pages and its mail. */
export class Journey {
  readonly words: Words;
  readonly watch: Watch;
  readonly letters: Letters;
  /** What the expert recommends: four lines, which are one more than the form begins with. */
  readonly measures: readonly Said[];
  private readonly people = new Map<string, Promise<Person>>();
  private time: CaseTime | undefined;
  private company = '';

  private constructor(
    readonly fixture: ApiFixture,
    private readonly browser: Browser,
    private readonly clock: SettableClock,
    private readonly language: Language,
    private readonly organisation: string,
  ) {
    this.words = new Words(language);
    this.watch = new Watch({ base: fixture.url, language });
    this.letters = new Letters(fixture.inbox.webUrl);
    this.measures = (this.sample('options').options as readonly Said[]).slice(0, 4);
  }

  /** Everybody reads the language; the organisation's own people get their mail in it. */
  static async begin(executable: string, language: Language, organisation: string): Promise<Journey> {
    const clock = new PassingClock(Date.now());
    const [fixture, browser] = await Promise.all([
      freePort().then((port) => apiFixture({ withConsole: true, clock, port })),
      openBrowser(executable),
    ]);
    return new Journey(fixture, browser, clock, language, organisation);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.fixture.close();
  }

  get reference(): string {
    return this.caseTime.reference;
  }

  /** A day of the case's time. */
  day(later = 0): string {
    return addDays(this.caseTime.today(), later);
  }

  /** The title of a measure by the key that it has in the plan: `m2` is the second one. */
  measure(key: string): string {
    return String(this.measures[Number(key.slice(1)) - 1]?.['title']);
  }

  /** Opens the case. From then on its time can pass. */
  async open(coordinator: string): Promise<void> {
    const { reference, company } = await (await this.files(coordinator)).open(this.organisation);
    this.company = company;
    const { startsOn, endsOn } = (await this.fixture.app.get(Programmes).get('CCP-MA'))!;
    const calendar = calendarSnapshot({ country: 'MA', from: startsOn, to: addMonths(endsOn, 12) });
    this.time = new CaseTime(this.fixture, this.clock, calendar, reference);
  }

  /** To noon of a day so many days on. */
  async pass(days: number): Promise<void> {
    await this.caseTime.passToDay(this.day(days), noon);
  }

  /** Until nothing moves any more but by somebody's hand. */
  async settled(): Promise<void> {
    await this.caseTime.mailsLeft();
  }

  /** A contact of the company opens the newest mail about a task on a phone, and hands the task in. */
  async byMail(contact: 'director' | 'technical', task: string, answering: Answering = {}): Promise<void> {
    const person = await this.onPhone(contact, task, answering.title);
    await this.handIn(person, task, answering);
    await person.leave();
  }

  /** The page behind a mail's link, on a phone. */
  async onPhone(
    contact: 'director' | 'technical',
    task: string,
    title = this.words.title(task),
  ): Promise<Person> {
    const address = `${contact}.${this.organisation.toLowerCase()}`;
    const link = await this.letters.linkTo(address, [title, ...this.measuresOf(task)]);
    const person = await this.newcomer('phone');
    await person.follow(link, title);
    return person;
  }

  /** Somebody of the programme takes a task from the list of what waits, and hands it in. */
  async atDesk(code: string, task: string, answering: Answering = {}): Promise<void> {
    const person = await this.atItem(code, task);
    await this.handIn(person, task, answering);
  }

  /** The same for a decision; `voice` is one of several, after which others are waited for. */
  async decides(code: string, approval: string, decided: Decided, voice = false): Promise<void> {
    const person = await this.atItem(code, approval);
    await person.decide(decided, voice ? 'decision.own' : 'receipt.decided');
  }

  /** The case's first page, for whoever may see it. */
  async file(code: string, ended = false): Promise<CaseReader> {
    const reader = await this.files(code);
    await (ended ? reader.findEnded(this.company) : reader.find(this.company));
    return reader;
  }

  async newcomer(device: 'phone' | 'laptop'): Promise<Person> {
    return Person.with(device, { browser: this.browser, language: this.language, watch: this.watch });
  }

  private get caseTime(): CaseTime {
    if (!this.time) throw new Error('No case is open.');
    return this.time;
  }

  private async files(code: string): Promise<CaseReader> {
    return new CaseReader(await this.colleague(code));
  }

  /** Signed in once, in a browser of their own. */
  private colleague(code: string): Promise<Person> {
    const known = this.people.get(code) ?? this.arrival(code);
    this.people.set(code, known);
    return known;
  }

  private async arrival(code: string): Promise<Person> {
    // The account is there; whoever signs in types its address.
    await this.fixture.token(code);
    const person = await this.newcomer('laptop');
    await person.signIn(this.fixture.url, {
      email: `${code.toLowerCase()}@example.org`,
      password: testPassword,
    });
    return person;
  }

  private async atItem(code: string, item: string): Promise<Person> {
    const person = await this.colleague(code);
    await person.take(this.words.title(item), [this.company, ...this.measuresOf(item)]);
    return person;
  }

  private async handIn(person: Person, task: string, { variant, answers = {} }: Answering): Promise<void> {
    const form = this.words.form(task);
    const said = { ...this.sample(form.key, variant), ...answers };
    await person.handIn(form, said, (key) => this.measure(key));
  }

  private sample(form: string, variant?: string): Said {
    const today = new Date(this.clock.now()).toISOString().slice(0, 10);
    return sampleAnswers(samples, 'sme-cleaner-production', form, {
      today,
      ...(variant !== undefined && { variant }),
    });
  }

  /** The measure that a task is about; none for most. */
  private measuresOf(item: string): readonly string[] {
    const [, key] = /-(m\d+)$/.exec(item) ?? [];
    return key === undefined ? [] : [this.measure(key)];
  }
}

/** Case time that goes on by itself from where it was set, as the cases' own does and every reader expects. */
class PassingClock extends SettableClock {
  private setAt = Date.now();

  override now(): number {
    return super.now() + Date.now() - this.setAt;
  }

  override set(moment: number): void {
    super.set(Math.max(moment, this.now()));
    this.setAt = Date.now();
  }
}
