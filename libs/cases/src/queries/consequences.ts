import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import {
  approvalRule,
  decide,
  evolve,
  wantedOf,
  type ActCommand,
  type ActorFacts,
  type ApprovalOutcome,
  type CaseEvent,
  type CaseState,
  type Instant,
  type Party,
} from '#libs/domain';
import { CaseViews, type CaseListRow } from '#libs/persistence';
import { FactsOfActors } from '../acting/actor-facts.js';
import type { Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { CaseStates } from '../case-states.js';
import { CaseReadings } from './case-reading.js';
import { wordsOf, type Consequence, type Whom } from './consequence-words.js';
import { measureTitles } from './disclosure.js';
import { CasePresenter } from './presenter.js';

/** What follows from one answer to an approval, if it were given now. */
export interface OutcomePreview {
  readonly outcome: ApprovalOutcome;
  /** Why the core would refuse it; null where it would not. */
  readonly refusal: string | null;
  readonly consequences: readonly Consequence[];
  /** They follow only once others have said the same. */
  readonly withOthers: boolean;
}

/** An answer as it would be given. */
export interface ImaginedDecision {
  readonly outcome: ApprovalOutcome;
  readonly reopens?: readonly string[];
  readonly conditions?: readonly { readonly date: string }[];
  readonly rank?: number;
}

/** Asks the very `decide` that will run what each answer to an approval would bring about, and stores nothing. */
@Injectable()
export class Consequences {
  constructor(
    private readonly access: CaseAccess,
    private readonly states: CaseStates,
    private readonly readings: CaseReadings,
    private readonly facts: FactsOfActors,
    private readonly views: CaseViews,
    private readonly presenter: CasePresenter,
    private readonly clock: CaseClock,
  ) {}

  async of(
    actor: Actor,
    approval: string,
    imagined: readonly ImaginedDecision[],
  ): Promise<readonly OutcomePreview[]> {
    const { item, case: row } = await this.access.itemToActOn(actor, approval, 'approval');
    const [state, sight, facts, rows] = await Promise.all([
      this.states.of(row.reference),
      this.readings.sightOf(actor.viewer, row, item),
      this.facts.of(actor, row, 'decide', item),
      this.views.measuresOf(row.reference),
    ]);
    const { definition } = sight;
    const measures = measureTitles(sight, rows);
    const { language } = actor.viewer;
    const now = this.clock.now();
    const whom = this.wording(actor, row);
    return Promise.all(
      imagined.map(async (decision): Promise<OutcomePreview> => {
        const given = imagine(state, approval, decision, facts, now);
        const { outcome } = decision;
        if (typeof given === 'string')
          return { outcome, refusal: given, consequences: [], withOthers: false };
        const words = wordsOf({ definition, language, whom, approval: item.id, measures });
        const withOthers = !given.events.some(({ type }) => type === 'approval-decided');
        const after = withOthers ? agreed(given, approval, decision, now) : given;
        const waits = withOthers ? await waiting(given.state, approval, whom) : [];
        return {
          ...{ outcome, refusal: null, withOthers },
          consequences: [...waits, ...(await words(after.events, after.state))],
        };
      }),
    );
  }

  /** Each set of parties is looked up once. */
  private wording({ viewer }: Actor, row: CaseListRow): Whom {
    const known = new Map<string, Promise<string>>();
    return (parties) => {
      const key = JSON.stringify(parties);
      const found = known.get(key) ?? this.presenter.waitingOn(viewer, row, { ...nobodyKeptOut, parties });
      known.set(key, found);
      return found;
    };
  }
}

const nobodyKeptOut = { excludedPersons: [], excludedOrganisations: [] };

interface Imagined {
  readonly events: readonly CaseEvent[];
  readonly state: CaseState;
}

/** The case as it would be, or the code of the refusal. */
function imagine(
  state: CaseState,
  approval: string,
  { outcome, reopens = [], conditions = [], rank = 1 }: ImaginedDecision,
  actor: ActorFacts,
  now: Instant,
): Imagined | string {
  const command: ActCommand = {
    ...{ type: 'decide', approval, outcome, reopens, reasoned: true, actor },
    ...(conditions.length > 0 && { conditions: conditions.map(({ date }) => ({ date })) }),
    ...(outcome === 'defer' && { rank }),
    ...{ request: 'imagined', act: { id: 'imagined', hash: 'imagined' } },
  };
  const answer = decide(state, command, now);
  if (!answer.ok) return answer.rejection.code;
  return {
    events: answer.events,
    state: answer.events.reduce((before, event) => evolve(before, event, now), state),
  };
}

/** Everybody else who is still wanted says the same, one after the other. */
function agreed(given: Imagined, approval: string, decision: ImaginedDecision, now: Instant): Imagined {
  let last = given;
  for (let number = 1; number <= mostVoices; number += 1) {
    const open = last.state.approvals[approval];
    const rule = open && approvalRule(last.state, open);
    const [party] = (rule && wantedOf(rule, open)[0]?.from) ?? [];
    if (open?.status !== 'open' || !party) return last;
    const next = imagine(last.state, approval, decision, somebodyOf(party, number), now);
    if (typeof next === 'string') return last;
    last = next;
  }
  return last;
}

const mostVoices = 30;

/** Nobody in particular, of the party and of an organisation of their own. */
function somebodyOf(party: Party, number: number): ActorFacts {
  const one = `imagined-${number}`;
  return {
    person: 'person' in party ? party.person : one,
    organisation: 'organisation' in party ? party.organisation : one,
    roles: 'role' in party ? [party.role] : [],
    partners: 'role' in party && party.partner !== undefined ? [party.partner] : [],
    functions: 'contact' in party ? [party.contact] : [],
    channel: 'signed-in',
    onBehalfOf: null,
  };
}

async function waiting(state: CaseState, approval: string, whom: Whom): Promise<readonly Consequence[]> {
  const open = state.approvals[approval];
  const rule = open && approvalRule(state, open);
  if (!rule) return [];
  const parties = wantedOf(rule, open).flatMap(({ from }) => from);
  return [{ type: 'waits', whom: await whom(parties) }];
}
