import { setTimeout as pause } from 'node:timers/promises';
import { SampleActs } from '../../apps/standalone/src/demo/acting.js';
import { ApiPerson, type WaitingItem } from '../../apps/standalone/src/demo/api-person.js';
import type { Reply } from '../../apps/standalone/src/demo/behaviour.js';
import { openLink, PageRefusal } from '../../apps/standalone/src/demo/link-person.js';
import { linkIn, Mailbox, type ReceivedMail } from '../../apps/standalone/src/demo/mailbox.js';
import { assembleTeam, type Team } from '../../apps/standalone/src/demo/programme-team.js';
import type { Installation } from './installation.js';

export const programme = 'CCP-MA';

/** What the driver reads of a case. */
export interface SeenCase {
  readonly reference: string;
  readonly status: 'open' | 'closed';
  readonly stage: string | null;
  readonly outcome: string | null;
  readonly seq: number;
}

/** An act that the driver was told has happened. */
export interface DoneAct {
  readonly item: string;
  readonly kind: WaitingItem['kind'];
  readonly by: 'link' | 'api';
  /** Person code; null for the owner of a link, whom only the case knows. */
  readonly person: string | null;
}

export interface DriverHooks {
  /** Before a link is used. */
  readonly beforeLink?: (url: string, mail: ReceivedMail) => Promise<void>;
  /** After the link's form was taken. */
  readonly afterLink?: (url: string, item: string) => Promise<void>;
  /** Instead of the driver's own way to settle an item of a worklist; true when it did. */
  readonly settle?: (member: ApiPerson, item: WaitingItem) => Promise<boolean>;
}

/** The people of one case, who act as soon as something waits for them: SMEs by the links of their mails, the others through the API. */
export class CaseDriver {
  readonly mails: ReceivedMail[] = [];
  readonly done: DoneAct[] = [];
  private readonly settled = new Set<string>();
  private readonly links = new Map<string, ReceivedMail>();
  private readonly asked = new Map<ReceivedMail, string>();

  private constructor(
    readonly administrator: ApiPerson,
    readonly team: Team,
    private readonly mailbox: Mailbox,
    private readonly acts: SampleActs,
    private readonly http: typeof fetch,
  ) {}

  /** The administrator signs in and gives the programme's working members their accounts, all through the API. */
  static async meet(installation: Installation, http: typeof fetch): Promise<CaseDriver> {
    const { base, inbox, administrator } = installation;
    const admin = await ApiPerson.signIn(base, administrator.email, administrator.password, http);
    const team = await assembleTeam(base, admin, programme, http);
    const acts = new SampleActs('sme-cleaner-production', http);
    return new CaseDriver(admin, team, new Mailbox(inbox, http), acts, http);
  }

  /** The coordinator opens a case for a company. */
  async open(organisation: string): Promise<string> {
    const { reference } = await this.team.coordinator.post<{ reference: string }>(
      '/api/v1/cases',
      { programme, organisation, definition: 'sme-cleaner-production' },
      `open ${organisation}`,
    );
    return reference;
  }

  async look(reference: string): Promise<SeenCase> {
    const { case: seen } = await this.team.coordinator.get<{ case: SeenCase }>(`/api/v1/cases/${reference}`);
    return seen;
  }

  /** Goes on until the case is closed. Throws when nothing happens any more for `stuckMs`. */
  async walk(reference: string, hooks: DriverHooks = {}, stuckMs = 60_000): Promise<SeenCase> {
    let moved = performance.now();
    for (;;) {
      const acted = (await this.readMails(hooks)) + (await this.work(reference, hooks));
      if (acted > 0) {
        moved = performance.now();
        continue;
      }
      const seen = await this.look(reference);
      if (seen.status === 'closed') return seen;
      if (performance.now() - moved > stuckMs)
        throw new Error(`${reference} stands still in ${seen.stage} after ${this.done.at(-1)?.item}.`);
      await pause(50);
    }
  }

  /** Reads what came, and acts on each link that still asks for something; answers the number of acts. */
  async readMails(hooks: DriverHooks = {}): Promise<number> {
    for (const mail of await this.mailbox.fresh()) {
      this.mails.push(mail);
      const url = linkIn(mail);
      if (url !== null) this.links.set(url, mail);
    }
    let acted = 0;
    for (const [url, mail] of [...this.links]) {
      this.links.delete(url);
      const { item } = await openLink(url, this.http);
      if (item === null || this.settled.has(item)) continue;
      this.asked.set(mail, item);
      await hooks.beforeLink?.(url, mail);
      await this.useLink(url, item);
      await hooks.afterLink?.(url, item);
      acted++;
    }
    return acted;
  }

  /** The item behind the link of a mail that was acted on. */
  itemOf(mail: ReceivedMail): string | undefined {
    return this.asked.get(mail);
  }

  private async useLink(url: string, id: string): Promise<void> {
    const { item } = await this.team.coordinator.get<{ item: WaitingItem }>(`/api/v1/tasks/${id}`);
    const reply: Reply = { at: 0, act: { kind: 'complete', variant: 'usual' } };
    for (let attempt = 1; ; attempt++) {
      try {
        await this.acts.byLink(url, item, reply, today());
        break;
      } catch (error) {
        // The answer to what was taken got lost, or came too late: the page then shows the receipt, or the draft with the files, and no form is new.
        if (!(error instanceof PageRefusal) || ![409, 503].includes(error.status) || attempt === 5)
          throw error;
      }
    }
    this.settled.add(id);
    this.done.push({ item: id, kind: 'task', by: 'link', person: null });
  }

  private async work(reference: string, hooks: DriverHooks): Promise<number> {
    let acted = 0;
    for (const member of this.team.members)
      for (const item of await member.worklist()) {
        // Each member of a committee has a voice of their own.
        const key = item.kind === 'task' ? item.id : `${item.id} ${member.person}`;
        if (item.reference !== reference || this.settled.has(key)) continue;
        if (!(await hooks.settle?.(member, item))) await this.byApi(member, item);
        this.settled.add(key);
        acted++;
      }
    return acted;
  }

  private async byApi(member: ApiPerson, item: WaitingItem): Promise<void> {
    const act: Reply['act'] =
      item.kind === 'task'
        ? { kind: 'complete', variant: 'usual' }
        : { kind: 'decide', outcome: 'approve', reason: '' };
    await this.acts.byApi(member, item, { at: 0, act }, today());
    this.done.push({ item: item.id, kind: item.kind, by: 'api', person: member.person });
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
