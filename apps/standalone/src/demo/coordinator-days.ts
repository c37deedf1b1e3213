import type { ApiPerson, WaitingItem } from './api-person.js';
import { cast } from './behaviour.js';

const day = 86_400_000;

/** A case as the coordinator sees it in the list. */
interface CaseInSight {
  readonly reference: string;
  readonly organisation: string;
  readonly stage: string | null;
}

/** What the coordinator does of an own accord: speaks with companies, gives them time, and stops clocks. */
export class CoordinatorDays {
  private readonly done = new Set<string>();
  private readonly pausedAt = new Map<string, number>();

  constructor(
    private readonly coordinator: ApiPerson,
    /** Organisation codes, in the order of the cast. */
    private readonly companies: readonly string[],
    /** Moves a case to now before something is done to it. */
    private readonly forward: (reference: string) => Promise<void>,
  ) {}

  /** Answers how many acts that were. */
  async step(open: readonly CaseInSight[], now: number): Promise<number> {
    const before = this.done.size;
    for (const { reference, organisation, stage } of open) {
      const company = this.companies.indexOf(organisation);
      if (company === cast.paused) await this.pause(reference, stage, now);
      if (stage !== 'diagnostic') continue;
      if (company === cast.promised) await this.speak(reference, now);
      if (company === cast.moreTime) await this.giveTime(reference);
    }
    return this.done.size - before;
  }

  /** The company says on the phone by when its figures come: no reminder until then. */
  private async speak(reference: string, now: number): Promise<void> {
    await this.once(reference, 'contact-log', 'speak', {
      medium: 'phone',
      note: 'La directrice promet les factures après la paie.',
      promised: dayOf(now + 14 * day),
    });
  }

  private async giveTime(reference: string): Promise<void> {
    if (this.done.has(`extend ${reference}`)) return;
    const task = `${reference}.data-request.1`;
    const { item } = await this.coordinator.get<{ item: WaitingItem }>(`/api/v1/tasks/${task}`);
    await this.once(reference, 'extensions', 'extend', {
      task,
      until: dayOf(item.due + 14 * day),
      reason: 'Le comptable est absent ce mois-ci.',
    });
  }

  /** A fire in the warehouse: all clocks stand for five weeks. */
  private async pause(reference: string, stage: string | null, now: number): Promise<void> {
    const since = this.pausedAt.get(reference);
    if (since === undefined) {
      if (stage !== 'action-plan') return;
      this.pausedAt.set(reference, now);
      await this.once(reference, 'suspension', 'suspend', { reason: 'Incendie dans l’entrepôt.' });
    } else if (now - since >= 35 * day)
      await this.once(reference, 'resumption', 'resume', { reason: 'L’usine tourne de nouveau.' });
  }

  private async once(reference: string, route: string, name: string, body: object): Promise<void> {
    const key = `${name} ${reference}`;
    if (this.done.has(key)) return;
    this.done.add(key);
    await this.forward(reference);
    await this.coordinator.post(`/api/v1/cases/${reference}/${route}`, body, key);
  }
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
