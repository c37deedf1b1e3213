import { fold, initialState, type CalendarSnapshot, type CaseState } from '#libs/domain';
import type { SettableClock } from '#libs/config';
import { CaseLog } from '#libs/persistence';
import { SampleActs } from '../../apps/standalone/src/demo/acting.js';
import { ApiPerson, type WaitingItem } from '../../apps/standalone/src/demo/api-person.js';
import { openLink } from '../../apps/standalone/src/demo/link-person.js';
import { linkIn, Mailbox, type ReceivedMail } from '../../apps/standalone/src/demo/mailbox.js';
import { ActingCase } from '../api/acting-case.js';
import { testPassword, type ApiFixture } from '../api/api-fixture.js';
import { CaseTime } from './case-time.js';

/** A case whose time passes when its story says so, and what people do on it. */
export class TimedCase extends CaseTime {
  private readonly received: ReceivedMail[] = [];
  private readonly acts = new SampleActs();
  private readonly mailbox: Mailbox;
  private readonly links = new Map<string, string>();

  private constructor(
    fixture: ApiFixture,
    clock: SettableClock,
    private readonly file: ActingCase,
    calendar: CalendarSnapshot,
  ) {
    super(fixture, clock, calendar, file.reference);
    this.mailbox = new Mailbox(fixture.inbox.webUrl);
  }

  static async opened(
    fixture: ApiFixture,
    clock: SettableClock,
    calendar: CalendarSnapshot,
  ): Promise<TimedCase> {
    return new TimedCase(fixture, clock, await ActingCase.opened(fixture), calendar);
  }

  id(key: string): string {
    return this.file.id(key);
  }

  /** Path of an act on the case itself, e.g. `suspension`. */
  path(act: string): string {
    return this.file.path(act);
  }

  /** An act through the API, sent twice (I11). */
  async act(as: string, path: string, body: object): Promise<void> {
    await this.file.act(as, path, body);
  }

  /** Settles an item with the programme's sample answers, as somebody signed in. */
  async complete(as: string, key: string): Promise<void> {
    await this.fixture.token(as);
    const email = `${as.toLowerCase()}@example.org`;
    const person = await ApiPerson.signIn(this.fixture.url, email, testPassword);
    await this.acts.byApi(person, await this.item(key), usual, this.today());
  }

  /** The same by the link of the mail that asked for it. */
  async completeByLink(key: string, variant?: string): Promise<void> {
    const reply = variant === undefined ? usual : { at: 0, act: { kind: 'complete', variant } as const };
    const item = await this.item(key);
    if (!(await this.acts.byLink(await this.linkTo(key), item, reply, this.today())))
      throw new Error(`The link to ${key} has nothing to do.`);
  }

  /** Posts a small form of the page behind an item's link, as a browser without scripts does. */
  async postByLink(key: string, section: string, fields: Readonly<Record<string, string>>): Promise<number> {
    const url = await this.linkTo(key);
    const { html } = await openLink(url);
    const form = new RegExp(`id="${section}"[\\s\\S]*?</form>`).exec(html)?.[0] ?? '';
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const body = new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value]));
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return (await fetch(url, { method: 'POST', body, redirect: 'manual' })).status;
  }

  async read(as: string, path: string): Promise<Awaited<ReturnType<ActingCase['read']>>> {
    return this.file.read(as, path);
  }

  /** The state that the log gives (I7). */
  async state(): Promise<CaseState> {
    return (await this.log()).reduce(fold, initialState(this.reference));
  }

  log() {
    return this.fixture.app.get(CaseLog).load(this.reference);
  }

  /** Search attributes as Temporal shows them. */
  async attributes(): Promise<Readonly<Record<string, unknown>>> {
    const { typedSearchAttributes } = await this.workflow().describe();
    return Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
  }

  /** The case file that the workflow itself shows administrators. */
  async caseFile(): Promise<string> {
    const metadata = await this.workflow().query<{ currentDetails?: string }>('__temporal_workflow_metadata');
    return metadata.currentDetails ?? '';
  }

  private workflow() {
    return this.fixture.temporal.client.workflow.getHandle(this.reference);
  }

  private async item(key: string): Promise<WaitingItem> {
    const { items } = await this.file.view();
    const found = (items as WaitingItem[]).find(({ id }) => id === this.id(key));
    if (!found) throw new Error(`${key} is not there.`);
    return found;
  }

  /** Every mail that has arrived. */
  async inbox(): Promise<readonly ReceivedMail[]> {
    await this.mailsLeft();
    this.received.push(...(await this.mailbox.fresh()));
    return this.received;
  }

  private async linkTo(key: string): Promise<string> {
    const known = this.received.length;
    for (const mail of (await this.inbox()).slice(known)) {
      const url = linkIn(mail)?.replace(/^https?:\/\/[^/]+/, this.fixture.url);
      if (url === undefined) continue;
      const { item } = await openLink(url);
      if (item !== null) this.links.set(item, url);
    }
    const link = this.links.get(this.id(key));
    if (link === undefined) throw new Error(`No mail has a link to ${key}.`);
    return link;
  }
}

const usual = { at: 0, act: { kind: 'complete', variant: 'usual' } } as const;
