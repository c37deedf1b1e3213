import { Injectable } from '@nestjs/common';
import { DomainError, type CaseState } from '#libs/domain';
import { Accounts } from '#libs/identity';
import {
  CalendarBook,
  Programmes,
  type CalendarEntries,
  type Programme,
  type RunningCase,
  type StoredCalendarChange,
} from '#libs/persistence';
import { Acting } from '../acting/acting.js';
import { signedIn } from '../actor.js';
import { CaseStates } from '../case-states.js';
import { becauseOf, type ChangeScope } from './calendar-change.js';
import { calendarFrom } from './calendars.js';
import { outstanding } from './outstanding.js';
import { replanOf } from './replans.js';

/** Cases replanned at the same time: one that does not answer must not hold up forty others. */
const atOnce = 8;

/** A case that could not be brought up to date now. */
export interface CaseBehind {
  readonly reference: string;
  /** Why not, a stable code; `case.unavailable` and `case.workflow-lost` end by themselves or by recovery. */
  readonly code: string;
}

export interface CaughtUp {
  readonly replanned: readonly string[];
  readonly behind: readonly CaseBehind[];
}

/** What became of one case. */
interface Answer {
  readonly reference: string;
  readonly became: 'current' | 'replanned' | 'behind';
  readonly code?: string;
}

/** Everything the question "who is behind?" is answered from, read once. */
interface Book {
  readonly entries: CalendarEntries;
  readonly programmes: ReadonlyMap<string, Programme>;
  readonly changes: readonly StoredCalendarChange[];
}

/**
 * Brings running cases to the calendars that people have decided on, one act each (I1), in the name of whoever decided. Called right
 * after a change, after an opening, and by the sweep: whichever comes first does it, and the others find nothing left.
 */
@Injectable()
export class CatchUp {
  /** Gaps that turned out to be nobody's decision, so that a newer release costs no log to be read twice a minute. */
  private readonly undecided = new Set<string>();

  constructor(
    private readonly book: CalendarBook,
    private readonly programmes: Programmes,
    private readonly states: CaseStates,
    private readonly accounts: Accounts,
    private readonly acting: Acting,
  ) {}

  async run(scope: ChangeScope | Readonly<Record<string, never>> = {}): Promise<CaughtUp> {
    const rows = await this.book.runningCases(scope);
    const book = await this.read();
    const answers: Answer[] = [];
    for (let index = 0; index < rows.length; index += atOnce) {
      const some = rows.slice(index, index + atOnce);
      answers.push(...(await Promise.all(some.map((row) => this.one(row, book)))));
    }
    return {
      replanned: answers.flatMap(({ reference, became }) => (became === 'replanned' ? [reference] : [])),
      behind: answers.flatMap(({ reference, became, code = '' }) =>
        became === 'behind' ? [{ reference, code }] : [],
      ),
    };
  }

  /** Changes last: whatever the entries hold is among them, so that no reason is lost. */
  private async read(): Promise<Book> {
    const [entries, programmes] = await Promise.all([this.book.entries(), this.programmes.list()]);
    const changes = await this.book.changes();
    return { entries, changes, programmes: new Map(programmes.map((row) => [row.code, row])) };
  }

  private async one(row: RunningCase, book: Book): Promise<Answer> {
    const { reference } = row;
    const programme = book.programmes.get(row.programme);
    if (!programme) return { reference, became: 'current' };
    const current = calendarFrom(book.entries, programme, row.organisation);
    if (current.version === row.calendar) return { reference, became: 'current' };
    const gap = `${row.reference} ${row.calendar} ${current.version} ${book.changes.length}`;
    if (this.undecided.has(gap)) return { reference, became: 'current' };
    const state = await this.states.of(reference);
    const unseen = this.unseenBy(state, row, { current, until: programme.endsOn }, book.changes);
    const last = unseen.at(-1);
    if (!last) {
      this.undecided.add(gap);
      return { reference, became: 'current' };
    }
    return this.act(row, last, {
      body: replanOf(state, current, programme.endsOn, becauseOf(last.change)),
      reason: [...new Set(unseen.map(({ reason }) => reason))].join('\n'),
    });
  }

  private unseenBy(
    { calendar, settings }: CaseState,
    row: RunningCase,
    { current, until }: { readonly current: ReturnType<typeof calendarFrom>; readonly until: string },
    changes: readonly StoredCalendarChange[],
  ): readonly StoredCalendarChange[] {
    if (!calendar || !settings) return [];
    return outstanding({ case: row, held: calendar, heldUntil: settings.endsOn, current, until }, changes);
  }

  private async act(
    { reference, programme, organisation, seq }: RunningCase,
    { person }: StoredCalendarChange,
    { body, reason }: { readonly body: ReturnType<typeof replanOf>; readonly reason: string },
  ): Promise<Answer> {
    try {
      const viewer = await this.accounts.viewer(person);
      if (!viewer) return { reference, became: 'behind', code: 'person.unknown' };
      const { version } = body.calendar;
      const route = `cases/${reference}/calendar`;
      // Whoever comes second with the same calendar on the same log finds the first one's act.
      const request = { key: `${version}/${seq}`, route, sent: { version } };
      await this.acting.perform(signedIn(viewer), request, () =>
        Promise.resolve({ reference, programme, organisation, body, item: null, reason }),
      );
      return { reference, became: 'replanned' };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'case.closed') return { reference, became: 'current' };
      return { reference, became: 'behind', code: error.code };
    }
  }
}
