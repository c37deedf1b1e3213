import { Injectable } from '@nestjs/common';
import {
  addWorkingDays,
  DomainError,
  instantAt,
  localDateAt,
  quietUntil,
  type Instant,
  type MailHours,
} from '#libs/domain';
import { CaseClock } from '#libs/config';
import { Mails, Programmes, VisitLists, visitMailId, Visits, type ListedVisit } from '#libs/persistence';
import { Calendars } from '../calendars/calendars.js';
import { VisitBook } from './visit-book.js';

/** No weekend with its feasts is longer; days. */
const furthestEve = 14;

const day = 86_400_000;

/** What time does to visits: a case that stops withdraws them, and the eve of one reminds of it. The sweep runs both. */
@Injectable()
export class VisitRounds {
  constructor(
    private readonly book: VisitBook,
    private readonly lists: VisitLists,
    private readonly visits: Visits,
    private readonly mails: Mails,
    private readonly programmes: Programmes,
    private readonly calendars: Calendars,
    private readonly clock: CaseClock,
  ) {}

  /** Withdraws what a suspended or closed case had ahead of it, invitations included; answers their ids. */
  async withdraw(): Promise<readonly string[]> {
    const withdrawn: string[] = [];
    const found = await this.lists.overtaken(this.clock.now());
    const whole = await this.visits.withSlots(found.map(({ visit }) => visit));
    for (const [index, { row: file }] of found.entries()) {
      const visit = whole[index];
      if (!visit) continue;
      try {
        await this.book.change({ file, visit, by: null, seen: null, note: '', step: { kind: 'withdraw' } });
        withdrawn.push(visit.id);
      } catch (error) {
        // Somebody called it off in this very moment.
        if (!(error instanceof DomainError)) throw error;
      }
    }
    return withdrawn;
  }

  /** Reminds everybody once, on the working day before, at the programme's hour; not of what was agreed after that. */
  async remind(): Promise<number> {
    const now = this.clock.now();
    const near = await this.lists.between({}, now, now + furthestEve * day);
    if (near.length === 0) return 0;
    const [hours, changes] = await Promise.all([
      this.hoursOf([...new Set(near.map(({ row }) => row.programme))]),
      this.visits.changesOf(near.map(({ visit }) => visit.id)),
    ]);
    let reminded = 0;
    for (const { visit, row } of near) {
      const of = hours.get(row.programme);
      const eve = of && eveOf(visit.startsAt ?? now, of);
      const since = changes.filter((change) => change.visit === visit.id).at(-1)?.at ?? now;
      if (eve === undefined || now < eve || since >= eve) continue;
      if (await this.tell({ visit, row })) reminded += 1;
    }
    return reminded;
  }

  /** When each programme writes to people, by its code. */
  private async hoursOf(codes: readonly string[]): Promise<ReadonlyMap<string, MailHours>> {
    const found = await this.programmes.some(codes);
    return new Map(
      await Promise.all(
        [...found].map(
          async ([code, programme]) =>
            [code, { ...programme, calendar: await this.calendars.ofProgramme(programme) }] as const,
        ),
      ),
    );
  }

  private async tell({ visit, row }: ListedVisit): Promise<boolean> {
    const { reference, sequence: revision, invited, visitors } = visit;
    let isNew = false;
    for (const person of new Set([...invited, ...visitors])) {
      const mail = {
        id: visitMailId(visit, 'reminder', person),
        ...{ reference, seq: row.seq, notice: 'visit' as const, item: null, person },
        ...{ at: this.clock.now(), outcome: 'reminder', revision },
      };
      if (await this.mails.enqueue(mail)) isNew = true;
    }
    if (isNew) await this.book.deliver(row);
    return isNew;
  }
}

/** The programme's hour on the working day before. */
function eveOf(startsAt: Instant, hours: MailHours): Instant {
  const { calendar, reminderAt } = hours;
  const eve = addWorkingDays(calendar, localDateAt(calendar, startsAt), -1);
  const at = instantAt(calendar, eve, reminderAt);
  return quietUntil(hours, at) ?? at;
}
