import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import {
  decide,
  DomainError,
  itemOf,
  type ActBody,
  type ActorFacts,
  type CalendarSnapshot,
  type CaseState,
  type LocalDate,
} from '#libs/domain';
import { People, type CaseReplan, type RunningCase } from '#libs/persistence';
import { kindOfRefusal } from '../acting/refusals.js';
import type { Actor } from '../actor.js';
import { CaseStates } from '../case-states.js';

export type ReplanBody = Extract<ActBody, { type: 'replan' }>;

/** What a change would do to running cases: decided by the very function that will decide in them, on their own logs. */
@Injectable()
export class Replans {
  constructor(
    private readonly states: CaseStates,
    private readonly people: People,
    private readonly clock: CaseClock,
  ) {}

  /** Null for a case that has closed meanwhile. Throws what the case would refuse: then nothing at all is to be changed. */
  async preview(
    actor: Actor,
    row: RunningCase,
    planned: (state: CaseState) => ReplanBody,
  ): Promise<CaseReplan | null> {
    const { reference, programme, organisation, country } = row;
    const state = await this.states.of(reference);
    if (state.status !== 'open' || !state.calendar) return null;
    const facts = await this.people.actorFacts({
      ...{ person: actor.viewer.person, programme, organisation, country },
      channel: actor.channel,
    });
    const decision = decide(state, { ...planned(state), ...unsent(facts) }, this.clock.now());
    if (!decision.ok) throw refusedBy(reference, decision.rejection.code, decision.rejection.subject);
    return {
      ...{ reference, programme, organisation, before: state.calendar.version },
      moves: decision.events.flatMap((event) => {
        const item = event.type === 'due-moved' ? itemOf(state, event.item) : undefined;
        return item && event.type === 'due-moved'
          ? [{ item: item.id, title: item.title, from: item.due, to: event.due }]
          : [];
      }),
    };
  }
}

/** The command that brings a case to its present calendar, and to its programme's present end. */
export function replanOf(
  state: CaseState,
  calendar: CalendarSnapshot,
  endsOn: LocalDate,
  because: ReplanBody['because'],
): ReplanBody {
  return {
    ...{ type: 'replan', calendar, because },
    ...(state.settings?.endsOn === endsOn ? {} : { endsOn }),
  };
}

/** A header for deciding without acting: nothing of it is looked at but the actor. */
function unsent(actor: ActorFacts) {
  return { request: 'preview', act: { id: 'preview', hash: 'preview' }, actor };
}

function refusedBy(reference: string, code: string, date: string | null): DomainError {
  const isLate = code === 'calendar.beyond-horizon' || code === 'calendar.too-short';
  return new DomainError(isLate ? 'conflict' : kindOfRefusal(code), code, reference, {
    hint: isLate
      ? `A date of ${reference} would lie on ${date ?? 'a day'} that its calendar does not reach. Let the programme end later, or withdraw something first; nothing was changed.`
      : `${reference} would refuse it; nothing was changed.`,
  });
}
