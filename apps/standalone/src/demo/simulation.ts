import { SettableClock } from '#libs/config';
import type { VirtualTime } from '#libs/temporal';
import type { SampleActs } from './acting.js';
import { ApiRefusal, type WaitingItem } from './api-person.js';
import { CoordinatorDays } from './coordinator-days.js';
import { cast, replyTo, type Reply } from './behaviour.js';
import { linkIn, type Mailbox } from './mailbox.js';
import { openLink } from './link-person.js';
import type { Team } from './programme-team.js';

/** A case as the list shows it. */
export interface ListedCase {
  readonly reference: string;
  readonly organisation: string;
  readonly status: 'open' | 'closed';
  readonly stage: string | null;
  readonly outcome: string | null;
  readonly nextWakeAt: number | null;
}

export interface SimulationParts {
  readonly team: Team;
  readonly mailbox: Mailbox;
  readonly acts: SampleActs;
  readonly time: VirtualTime;
  readonly clock: SettableClock;
  /** Sends what waited for an hour that has come; a programme's week passes in a second. */
  readonly mailHour: () => Promise<unknown>;
  readonly seed: string;
  /** Organisation codes, in the order of the cast. */
  readonly companies: readonly string[];
  /** The address that the mail server refuses, and what it should have been. */
  readonly wrongAddress: { readonly person: string; readonly corrected: string };
}

interface Plan {
  /** The item, with the person where several speak. */
  readonly key: string;
  readonly item: WaitingItem;
  readonly reply: Reply;
  readonly run: (today: string) => Promise<void>;
}

const day = 86_400_000;
/** Cases worked on at once: enough to keep two cores busy. */
const atOnce = 6;

/** The people of a programme living through it, a few days a step; they know only their mails, worklists and pages. */
export class Simulation {
  acts = 0;
  private readonly plans = new Map<string, Plan>();
  private readonly settled = new Set<string>();
  private readonly opened = new Set<string>();

  private readonly coordinating: CoordinatorDays;

  constructor(private readonly parts: SimulationParts) {
    const { team, companies, time, clock } = parts;
    this.coordinating = new CoordinatorDays(team.coordinator, companies, async (reference) => {
      await time.forwardTo(reference, clock.now());
    });
  }

  /** Moves everything to `now`, lets people see what came, and lets those act whose moment it is. */
  async step(now: number): Promise<void> {
    const { clock } = this.parts;
    clock.set(now);
    const open = (await this.cases()).filter(({ status }) => status === 'open');
    await this.forward(
      open
        .filter(({ nextWakeAt }) => nextWakeAt !== null && nextWakeAt <= now)
        .map(({ reference }) => reference),
      now,
    );
    await this.parts.mailHour();
    await this.readMails();
    await this.readWorklists();
    await this.mendIncidents(now);
    await this.leave(open, now);
    this.acts += await this.coordinating.step(open, now);
    await this.actNow(now);
  }

  /** Every case of the programme. */
  async cases(): Promise<readonly ListedCase[]> {
    const { items } = await this.parts.team.coordinator.get<{ items: readonly ListedCase[] }>(
      '/api/v1/cases?limit=200',
    );
    return items;
  }

  private async forward(references: readonly string[], now: number): Promise<void> {
    await inParallel(references, (reference) => this.parts.time.forwardTo(reference, now));
  }

  private async readMails(): Promise<void> {
    for (const mail of await this.parts.mailbox.fresh()) {
      const url = linkIn(mail);
      // A reminder repeats the invitation's link.
      if (url === null || this.opened.has(url)) continue;
      this.opened.add(url);
      const { item: id } = await openLink(url);
      if (id === null || this.plans.has(id) || this.settled.has(id)) continue;
      const item = await this.parts.team.coordinator.get<{ item: WaitingItem }>(`/api/v1/tasks/${id}`);
      this.plan(item.item, async (today, reply) => {
        await this.parts.acts.byLink(url, item.item, reply, today);
      });
    }
  }

  private async readWorklists(): Promise<void> {
    await inParallel(this.parts.team.members, async (member) => {
      for (const item of await member.worklist()) {
        // Whoever comes first does a task; an approval may need several voices.
        const key = item.kind === 'task' ? item.id : `${item.id} ${member.person}`;
        if (!this.plans.has(key) && !this.settled.has(key))
          this.plan(item, (today, reply) => this.parts.acts.byApi(member, item, reply, today), key);
      }
    });
  }

  private plan(
    item: WaitingItem,
    act: (today: string, reply: Reply) => Promise<void>,
    key: string = item.id,
  ): void {
    const reply = replyTo(item, this.companyOf(item.reference, item.organisation), this.parts.seed);
    this.plans.set(key, { key, item, reply, run: (today) => act(today, reply) });
  }

  private readonly companyByReference = new Map<string, number>();

  /** Remembers which case is which company's. */
  enrol(reference: string, organisation: string): void {
    this.companyByReference.set(reference, this.parts.companies.indexOf(organisation));
  }

  private companyOf(reference: string, organisation: string): number {
    return this.companyByReference.get(reference) ?? this.parts.companies.indexOf(organisation);
  }

  private async actNow(now: number): Promise<void> {
    const due = [...this.plans.values()].filter(({ reply }) => reply.at <= now);
    const byCase = groupByCase(due);
    await inParallel([...byCase], async ([reference, plans]) => {
      await this.parts.time.forwardTo(reference, now);
      for (const { key, run } of plans) {
        this.plans.delete(key);
        this.settled.add(key);
        try {
          await run(new Date(now).toISOString().slice(0, 10));
          this.acts++;
        } catch (error) {
          // Settled meanwhile (waived, withdrawn, or by a colleague): nothing is left to do for this person.
          if (!(error instanceof ApiRefusal) || ![403, 404, 409].includes(error.status)) throw error;
        }
      }
    });
  }

  /** The coordinator's morning: corrects the refused address, and resolves what that mends. */
  private async mendIncidents(now: number): Promise<void> {
    const { coordinator } = this.parts.team;
    const { items } = await coordinator.get<{
      items: readonly { id: string; reference: string; kind: string; raisedAt: number }[];
    }>('/api/v1/incidents?open=true');
    for (const { id, reference, kind, raisedAt } of items) {
      if (kind !== 'mail-undeliverable' || now - raisedAt < 5 * day) continue;
      const { person, corrected } = this.parts.wrongAddress;
      await coordinator.patch(`/api/v1/people/${person}`, {
        programme: reference.replace(/-\d+-\d+$/, ''),
        email: corrected,
      });
      await this.parts.time.forwardTo(reference, now);
      await coordinator.post(
        `/api/v1/incidents/${id}/resolution`,
        { reason: 'Adresse corrigée après un appel à l’entreprise.' },
        `resolve ${id}`,
      );
      this.acts++;
    }
  }

  /** One company gives up after the diagnostic. */
  private async leave(open: readonly ListedCase[], now: number): Promise<void> {
    const leaving = open.find(
      ({ organisation, stage }) =>
        organisation === this.parts.companies[cast.withdraws] && stage === 'action-plan',
    );
    if (!leaving) return;
    await this.parts.time.forwardTo(leaving.reference, now);
    await this.parts.team.coordinator.post(
      `/api/v1/cases/${leaving.reference}/withdrawal`,
      { reason: 'L’entreprise change de propriétaire.' },
      `withdraw ${leaving.reference}`,
    );
    this.acts++;
  }
}

function groupByCase(plans: readonly Plan[]): Map<string, Plan[]> {
  const groups = new Map<string, Plan[]>();
  for (const plan of plans)
    groups.set(plan.item.reference, [...(groups.get(plan.item.reference) ?? []), plan]);
  return groups;
}

/** Runs the work over the list, a few at a time. */
async function inParallel<T>(list: readonly T[], work: (entry: T) => Promise<unknown>): Promise<void> {
  const waiting = [...list];
  await Promise.all(
    Array.from({ length: Math.min(atOnce, waiting.length) }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
    }),
  );
}
