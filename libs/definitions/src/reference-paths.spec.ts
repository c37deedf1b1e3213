import { describe, expect, it } from '@jest/globals';
import {
  decide,
  engineVersion,
  fold,
  initialState,
  localDateAt,
  nextWake,
  openItems,
  type ActBody,
  type ActorFacts,
  type ApprovalOutcome,
  type CalendarSnapshot,
  type CaseState,
  type Command,
  type Item,
  type Transition,
} from '#libs/domain';
import { validateAnswers } from './answers/validate-answers.js';
import type { Answers } from './form-model.js';
import { loadDefinitions } from './load-definitions.js';
import { formOf, sourceRows, templateKey } from './lookups.js';
import { readProgramme } from './programme/read-programme.js';
import { readSampleAnswers, sampleAnswers } from './programme/sample-answers.js';

const definitions = loadDefinitions('workflows/definitions');
const samples = readSampleAnswers('programmes/ccp-maroc/answers.yaml');
const programme = readProgramme('programmes/ccp-maroc');
const day = 86_400_000;

const calendar: CalendarSnapshot = {
  key: 'MA',
  version: 'test',
  timeZone: 'Africa/Casablanca',
  offsets: [{ from: 0, minutes: 60 }],
  weekend: [6, 7],
  holidays: ['2026-11-18', '2027-01-11'],
  hours: { opens: 540, closes: 1020 },
  horizon: { from: '2026-09-01', to: '2029-08-31' },
};

/** Everyone of the sample programme, as the facts an act would carry. */
const actors = programme.people.map((person): ActorFacts => {
  const organisation = programme.organisations.find(({ code }) => code === person.organisation);
  return {
    person: person.id,
    organisation: person.organisation,
    roles: person.roles,
    partners: organisation?.partner ? [organisation.partner] : [],
    functions: programme.contacts
      .filter((contact) => contact.person === person.id && contact.organisation === 'OLV-07')
      .map((contact) => contact.function),
    channel: 'link',
    onBehalfOf: null,
  };
});

interface Story {
  readonly definition: string;
  /** Variant of the sample answers, by task template. */
  readonly variants?: Readonly<Record<string, string>>;
  /** Outcome of approvals, `approve` for the others; a list is taken round by round. */
  readonly decisions?: Readonly<Record<string, readonly ApprovalOutcome[]>>;
  /** Tasks that nobody answers. */
  readonly silent?: readonly string[];
  /** Tasks only this person is willing to do. */
  readonly by?: Readonly<Record<string, string>>;
}

/** Travels a path in the core alone: every open item is acted on by the first person the core accepts, else time passes. */
function travel(story: Story): CaseState {
  const definition = definitions.get(story.definition)!;
  const stored = new Map<string, Answers>();
  let state = initialState('CCP-MA-2026-0001');
  let now = Date.UTC(2026, 9, 5, 9);

  const commit = (command: Command): boolean => {
    const decision = decide(state, command, now);
    if (!decision.ok) return false;
    const actor = 'actor' in command ? command.actor : null;
    const transition: Transition = {
      reference: state.reference,
      seq: state.seq + 1,
      request: null,
      engine: engineVersion,
      at: now,
      act: null,
      actor,
      events: decision.events,
    };
    state = fold(state, transition);
    return true;
  };
  const act = (body: ActBody, actor: ActorFacts): boolean =>
    commit({ ...body, request: `r${state.seq}`, act: { id: `a${state.seq}`, hash: 'h' }, actor });

  const bodyOf = (item: ReturnType<typeof openItems>[number]): ActBody | undefined => {
    const { key, id, round } = item.state;
    const template = templateKey(definition, key)!;
    const form = formOf(definition, key);
    if (!form) {
      const outcome = story.decisions?.[key]?.[round - 1] ?? 'approve';
      const ranked = outcome === 'defer' ? { rank: 1 } : {};
      return { type: 'decide', approval: id, outcome, reopens: [], reasoned: true, ...ranked };
    }
    if (story.silent?.includes(template)) return undefined;
    const variant = story.variants?.[template];
    const answers = sampleAnswers(samples, definition.key, form.key, {
      today: localDateAt(calendar, now),
      ...(variant && { variant }),
    });
    const offered = Object.fromEntries(
      form.fields.flatMap((field) =>
        field.type === 'rows' && field.from
          ? [[field.key, sourceRows(definition, field, (task) => stored.get(task))]]
          : [],
      ),
    );
    const checked = validateAnswers(form, answers, offered);
    expect({ key, problems: checked.problems }).toEqual({ key, problems: [] });
    stored.set(template, checked.answers);
    return { type: 'complete-task', task: id, facts: checked.facts, documents: checked.documents.length };
  };

  const settings = {
    programme: programme.code,
    organisation: 'OLV-07',
    country: 'MA',
    sector: 'olives',
    coordinator: 'P-001',
    endsOn: programme.endsOn,
    closeOutDays: programme.closeOutDays,
    reminderAt: programme.reminderAt,
    consoleUrl: 'http://localhost/cases/1',
  };
  expect(
    act(
      { type: 'open', rules: definition.rules, rulesHash: definition.hash, calendar, settings },
      actors[0]!,
    ),
  ).toBe(true);
  for (let step = 0; state.status === 'open' && step < 500; step += 1) {
    const acted = openItems(state).some((item) => {
      const body = bodyOf(item);
      const only = story.by?.[templateKey(definition, item.state.key)!];
      return (
        body !== undefined &&
        actors.some(
          (actor) =>
            (only === undefined || actor.person === only) && !hasSpoken(item, actor) && act(body, actor),
        )
      );
    });
    if (acted) now += day;
    else {
      now = Math.max(now, nextWake(state)?.at ?? now + day);
      commit({ type: 'wake' });
    }
  }
  return state;
}

/** One voice each: changing one's mind is another test's story. */
const hasSpoken = (item: Item, { person }: ActorFacts) =>
  item.kind === 'approval' && (item.state.voices ?? []).some(({ seat }) => seat === person);

const stagesLeft = (state: CaseState) =>
  Object.fromEntries(state.stages.map(({ key, outcome }) => [key, outcome]));

describe.each(['sme-cleaner-production@1', 'sme-cleaner-production@2'])(
  'the reference path %s, travelled in the core with the sample people and answers',
  (path) => {
    it('goes from enrolment to publication', () => {
      const state = travel({ definition: path });
      expect(state).toMatchObject({
        status: 'closed',
        outcome: 'completed',
        facts: { visitedOn: expect.any(String), consent: 'named', results: 'confirmed' },
      });
      expect(state.stages.map(({ key }) => key)).toEqual([
        'enrolment',
        'diagnostic',
        'action-plan',
        'implementation',
        'results',
        'dissemination',
        'publication',
      ]);
      expect(Object.values(state.milestones).map(({ outcome }) => outcome)).toEqual(
        Array.from({ length: 4 }, () => 'implemented'),
      );
    });

    it('has measures verified by someone who did not recommend them', () => {
      const state = travel({ definition: path });
      const by = (key: string) =>
        Object.values(state.tasks)
          .filter((task) => task.key.startsWith(key))
          .map((task) => task.by?.person);
      const [expert] = by('options');
      const verifiers = [...by('verification-'), ...by('results-verification')];
      expect(expert).toBe('P-011');
      expect(verifiers).toHaveLength(5);
      expect(verifiers).not.toContain(expert);
    });

    it('asks the technical centre for an opinion unless it wrote the recommendations', () => {
      const opinion = (state: CaseState) => Object.values(state.tasks).find(({ key }) => key === 'opinion');
      expect(opinion(travel({ definition: path }))).toMatchObject({
        status: 'done',
        by: { person: 'P-021' },
      });
      expect(opinion(travel({ definition: path, by: { options: 'P-013' } }))).toMatchObject({
        status: 'waived',
        waivedBecause: 'not-applicable',
      });
    });

    it('ends with results to date when nobody answers any more, and publishes nothing', () => {
      const state = travel({
        definition: path,
        silent: ['comments', 'follow-up', 'results-verification', 'consent'],
      });
      expect(state).toMatchObject({ status: 'closed', outcome: 'ended-with-results-to-date' });
      expect(stagesLeft(state)).toMatchObject({ results: 'completed', publication: 'skipped' });
      expect(state.closedAt).toBeLessThan(Date.parse(`${programme.endsOn}T00:00Z`));
    });

    it('ends with results to date when the verification says so', () => {
      const state = travel({ definition: path, variants: { 'results-verification': 'to-date' } });
      expect(state.outcome).toBe('ended-with-results-to-date');
    });

    it.each(['anonymous', 'none'])('asks the committee only for a consent: %s', (consent) => {
      const state = travel({ definition: path, variants: { consent } });
      expect(state.outcome).toBe('completed');
      expect(Object.values(state.approvals).filter(({ key }) => key === 'publication-approval')).toHaveLength(
        consent === 'none' ? 0 : 1,
      );
    });

    it('declines, defers and returns', () => {
      expect(
        travel({
          definition: path,
          variants: { eligibility: 'not-eligible' },
          decisions: { admission: ['reject'] },
        }).outcome,
      ).toBe('declined');
      const state = travel({
        definition: path,
        decisions: {
          admission: ['defer'],
          validation: ['return'],
          conformity: ['return'],
          'publication-approval': ['reject'],
        },
      });
      expect(state).toMatchObject({ status: 'closed', outcome: 'completed' });
      const rounds = Object.values(state.approvals).map(
        ({ key, round, outcome }) => `${key}.${round} ${outcome}`,
      );
      expect(rounds).toEqual(
        expect.arrayContaining([
          'admission.1 defer',
          'admission.2 approve',
          'validation.1 return',
          'validation.2 approve',
          'conformity.2 approve',
          'publication-approval.1 reject',
        ]),
      );
    });

    it.each(['partly', 'waiting-for-finance', 'abandoned', 'done-before'])(
      'closes implementation with measures %s',
      (evidence) => {
        const state = travel({ definition: path, variants: { evidence } });
        expect(Object.values(state.milestones).map(({ outcome }) => outcome)).toEqual(
          Array.from({ length: 4 }, () => evidence),
        );
        expect(state.status).toBe('closed');
      },
    );
  },
);

describe('the partnership agreement', () => {
  it.each([
    ['renew', 'renewed'],
    ['end', 'completed'],
  ])('%s: walks through both stages to %s', (renewal, outcome) => {
    const state = travel({ definition: 'partnership-agreement@1', variants: { renewal } });
    expect(state).toMatchObject({ status: 'closed', outcome });
    expect(stagesLeft(state)).toEqual({ agreement: 'approved', running: 'completed' });
    const signed = Object.values(state.tasks)
      .filter(({ key }) => key.startsWith('signature'))
      .map(({ by }) => by?.organisation);
    expect(signed).toEqual(['EIT-X', 'CRT-X']);
  });

  it('can be refused by the committee', () => {
    expect(
      travel({ definition: 'partnership-agreement@1', decisions: { approval: ['reject'] } }).outcome,
    ).toBe('not-concluded');
  });
});
