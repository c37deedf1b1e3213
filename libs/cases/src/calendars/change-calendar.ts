import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError } from '#libs/domain';
import { mayInProgramme, programmesFor } from '#libs/identity';
import {
  CalendarBook,
  Programmes,
  type CalendarChange,
  type CaseReplan,
  type StoredCalendarChange,
} from '#libs/persistence';
import { fingerprintOf, requestId } from '../acting/request.js';
import type { Actor } from '../actor.js';
import { requiredReason } from '../usecases/reason.js';
import { becauseOf, entriesAfter, programmesAfter, scopeOf, subjectOf } from './calendar-change.js';
import { calendarFrom } from './calendars.js';
import { CatchUp, type CaseBehind } from './catch-up.js';
import { replanOf, Replans } from './replans.js';

/** What a change moves, or has moved. */
export interface CalendarChanged {
  /** Null for a preview. */
  readonly id: string | null;
  /** Running cases whose calendar changes. */
  readonly cases: number;
  /** Due dates that move in them. */
  readonly dates: number;
  readonly replans: readonly CaseReplan[];
  /** Cases that did not answer yet; the sweep goes on with them. */
  readonly behind: readonly CaseBehind[];
}

/**
 * Changes the days that count: an override announced or withdrawn, a production season, a programme's end, newer data. Looked at
 * first, then made: the change is stored, and every running case it concerns takes it in an act of its own. Tells nobody (I5).
 */
@Injectable()
export class ChangeCalendar {
  constructor(
    private readonly book: CalendarBook,
    private readonly programmes: Programmes,
    private readonly replans: Replans,
    private readonly catchUp: CatchUp,
    private readonly clock: CaseClock,
  ) {}

  /** What would move; changes nothing. Refuses what `apply` would refuse. */
  async preview(actor: Actor, change: CalendarChange): Promise<CalendarChanged> {
    return changed(null, await this.plan(actor, change), []);
  }

  /** The same request again goes on where the first one stopped, and answers what was announced (I11). */
  async apply(actor: Actor, change: CalendarChange, reason: string, key: string): Promise<CalendarChanged> {
    const subject = subjectOf(change);
    const asked = { key, route: `calendars/${subject}`, sent: { change, reason } };
    const request = requestId(actor.viewer.person, asked);
    const fingerprint = fingerprintOf(asked);
    const earlier = await this.book.findByRequest(request);
    if (earlier && earlier.fingerprint !== fingerprint)
      throw new DomainError('invalid', 'request.reused', null, {
        hint: 'This Idempotency-Key was used for another request; make a new key for a new request.',
      });
    if (earlier) return this.settle(earlier);
    const words = requiredReason(reason);
    const replans = await this.plan(actor, change);
    const { person } = actor.viewer;
    const at = this.clock.now();
    return this.settle(
      await this.book.store({
        ...{ id: randomUUID(), subject, change, reason: words, person, at, request, fingerprint },
        replans,
      }),
    );
  }

  private async settle(stored: StoredCalendarChange): Promise<CalendarChanged> {
    const { behind } = await this.catchUp.run(scopeOf(stored.change));
    return changed(stored.id, stored.replans, behind);
  }

  private async plan(actor: Actor, change: CalendarChange): Promise<readonly CaseReplan[]> {
    if (actor.link) throw new DomainError('forbidden', 'link.other-item');
    await this.authorise(actor, change);
    const [before, entries] = await Promise.all([this.programmes.list(), this.book.entries()]);
    const programmes = programmesAfter(before, change);
    const after = entriesAfter(entries, change, programmes);
    await this.requireUsable(change, programmes, after);
    const replans: CaseReplan[] = [];
    for (const row of await this.book.runningCases(scopeOf(change))) {
      const programme = programmes.find(({ code }) => code === row.programme);
      const calendar = programme && calendarFrom(after, programme, row.organisation);
      if (!calendar || calendar.version === row.calendar) continue;
      const replan = await this.replans.preview(actor, row, (state) =>
        replanOf(state, calendar, programme.endsOn, becauseOf(change)),
      );
      if (replan) replans.push(replan);
    }
    return replans;
  }

  /** A calendar without a working day is refused also while no case keeps it. */
  private async requireUsable(
    change: CalendarChange,
    programmes: Parameters<typeof entriesAfter>[2],
    entries: ReturnType<typeof entriesAfter>,
  ): Promise<void> {
    const scope = scopeOf(change);
    const organisation = 'organisation' in scope ? scope.organisation : null;
    const parts = organisation === null ? null : await this.programmes.programmesOf(organisation);
    for (const programme of programmes) {
      const concerned =
        'country' in scope
          ? programme.country === scope.country
          : 'programme' in scope
            ? programme.code === scope.programme
            : parts?.includes(programme.code);
      if (concerned) calendarFrom(entries, programme, organisation);
    }
  }

  /** Whole countries are an administrator's of every programme; a season is also a coordinator's, in every programme it concerns. */
  private async authorise({ viewer }: Actor, change: CalendarChange): Promise<void> {
    const scope = scopeOf(change);
    if ('organisation' in scope) {
      const parts = await this.programmes.programmesOf(scope.organisation);
      if (parts.length === 0)
        throw new DomainError('not-found', 'organisation.unknown', scope.organisation, {
          hint: 'No organisation of that code takes part in a programme.',
        });
      if (parts.every((programme) => mayInProgramme(viewer, 'edit-seasons', programme))) return;
      throw new DomainError('forbidden', 'action.forbidden', 'edit-seasons');
    }
    const allowed =
      'programme' in scope
        ? mayInProgramme(viewer, 'edit-programme', scope.programme)
        : programmesFor(viewer, 'edit-programme') === 'every';
    if (!allowed)
      throw new DomainError('forbidden', 'action.forbidden', 'edit-programme', {
        hint: 'Ask an administrator.',
      });
  }
}

function changed(
  id: string | null,
  replans: readonly CaseReplan[],
  behind: readonly CaseBehind[],
): CalendarChanged {
  const dates = replans.reduce((sum, { moves }) => sum + moves.length, 0);
  return { id, cases: replans.length, dates, replans, behind };
}
