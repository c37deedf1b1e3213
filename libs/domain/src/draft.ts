import { companyCalendar } from './business-time.js';
import { basisOf, dueOf, type Due } from './due.js';
import { evolve } from './evolve.js';
import { definitionOf, isCompany, type Definition } from './lookup.js';
import type {
  CaseEvent,
  CaseState,
  DueBasis,
  DueRule,
  IncidentKind,
  Instant,
  LocalDate,
  Party,
  Rejection,
} from './model/index.js';

/** Ends a decision with a rejection; `decide` catches it, nothing else may. */
export class Refusal extends Error {
  constructor(readonly rejection: Rejection) {
    super(rejection.code);
  }
}

/** Shorthand for the one way out of a decision. */
export function refuse(code: Rejection['code'], subject: string | null = null): never {
  throw new Refusal({ code, subject });
}

/** A decision being made: collects events and applies each at once, so that later steps see what earlier ones did. */
export class Draft {
  readonly events: CaseEvent[] = [];

  constructor(
    public state: CaseState,
    readonly now: Instant,
    /** Nobody can be told that time itself was refused: a wake goes on and raises an incident instead. */
    private readonly unrefusable = false,
  ) {}

  emit(event: CaseEvent): void {
    this.events.push(event);
    this.state = evolve(this.state, event, this.now);
  }

  get definition(): Definition {
    return definitionOf(this.state) ?? refuse('case.not-open');
  }

  /** When something opening now is due by a rule; `subject` is its id, `parties` those who owe it. */
  due(rule: DueRule, subject: string, parties: readonly Party[], plan?: LocalDate): Planned {
    const { calendar, settings } = this.definition;
    const context = { calendar, settings, facts: this.state.facts, now: this.now };
    return this.planned(basisOf(plan === undefined ? context : { ...context, plan }, rule), subject, parties);
  }

  /** When something opening now is due by a given date. */
  dueOn(date: LocalDate, subject: string, parties: readonly Party[]): Planned {
    return this.planned({ date, at: this.now }, subject, parties);
  }

  raise(kind: IncidentKind, subject: string | null): void {
    const number = Object.keys(this.state.incidents).length + 1;
    this.emit({ type: 'incident-raised', id: `${this.state.reference}.incident.${number}`, kind, subject });
  }

  /** Raises an incident unless the same one is open. */
  raiseOnce(kind: IncidentKind, subject: string | null): void {
    const same = Object.values(this.state.incidents).some(
      (incident) =>
        incident.kind === kind && incident.subject === subject && incident.resolvedAt === undefined,
    );
    if (!same) this.raise(kind, subject);
  }

  /** Refuses a date that no holiday is known of; a wake raises an incident instead. */
  within(due: Due, subject: string): Instant {
    if (due.beyondHorizon) {
      if (!this.unrefusable) refuse('calendar.beyond-horizon', due.date);
      this.raiseOnce('reported', subject);
    }
    return due.at;
  }

  private planned(basis: DueBasis, subject: string, parties: readonly Party[]): Planned {
    const { calendar, settings } = this.definition;
    const own = isCompany(parties) ? companyCalendar(calendar) : calendar;
    return { due: this.within(dueOf({ calendar: own, settings }, basis), subject), basis };
  }
}

/** A due instant with what it was computed from. */
export interface Planned {
  readonly due: Instant;
  readonly basis: DueBasis;
}
