import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, instantAt, localDateAt, type ContactFunction, type Role } from '#libs/domain';
import { Programmes } from '#libs/persistence';
import { application as applied } from '../../../testing/src/application.fixture.js';
import { casesFixture, type CasesFixture } from '../../../testing/src/cases.js';
import type { Actor } from '../actor.js';
import { Calendars } from '../calendars/calendars.js';
import { CaseLists } from '../queries/case-lists.js';
import { CaseQueries } from '../queries/case-queries.js';
import { DirectoryQueries } from './directory-queries.js';
import { ItemQueries } from '../queries/item-queries.js';
import { WorkQueries } from '../queries/work-queries.js';
import { ArrangeSubstitution } from './arrange-substitution.js';
import { CompleteTask } from '../usecases/complete-task.js';
import { DecideApproval } from '../usecases/decide-approval.js';
import { EditPeople } from './edit-people.js';
import { GrantRoles } from './grant-roles.js';
import { EditProgramme } from './edit-programme.js';
import { OpenCase } from '../usecases/open-case.js';
import { ReadDocument } from '../documents/read-document.js';

// A shared machine starts workflows slowly at times.
jest.setTimeout(60_000);

const application = { ...applied, season: 'du 3 octobre au 9 janvier' };
const notEligible = { eligible: 'no', unmet: 'Moins d’une campagne.', quota: 'free' };
const programme = 'CCP-MA';

describe('people who are away', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  let administrator: Actor;
  let today: string;
  let keys = 0;
  const key = () => `key-${++keys}`;

  beforeAll(async () => {
    fixture = await casesFixture();
    coordinator = await fixture.actor('P-001');
    const { viewer } = coordinator;
    administrator = {
      ...coordinator,
      viewer: { ...viewer, grants: [{ programme: '*', role: 'administrator', country: '*' }] },
    };
    today = localDateAt(await calendar(), fixture.clock.now());
  }, 90_000);
  afterAll(() => fixture.close(), 60_000);

  const calendar = async () =>
    fixture.get(Calendars).ofProgramme((await fixture.get(Programmes).get(programme))!);
  const away = (person: string, substitute: string, startsOn = today, endsOn = today) =>
    fixture
      .get(ArrangeSubstitution)
      .execute(administrator.viewer, { programme, person, substitute, startsOn, endsOn });
  const end = (id: string) => fixture.get(ArrangeSubstitution).end(administrator.viewer, id);
  const grant = (person: string, role: Role) =>
    fixture.get(GrantRoles).grant(administrator.viewer, programme, person, role);
  const complete = async (actor: Actor, item: string, answers: Readonly<Record<string, unknown>>) =>
    fixture.get(CompleteTask).execute(actor, { item, answers }, key());
  const decide = (actor: Actor, reference: string) =>
    fixture
      .get(DecideApproval)
      .execute(actor, { item: `${reference}.admission.1`, outcome: 'reject', reason: 'No.' }, key());

  /** Up to the eligibility check, which is the next thing to do. */
  async function applied(organisation: string, director: string): Promise<string> {
    const input = { programme, organisation, definition: 'sme-cleaner-production' };
    const { reference } = await fixture.get(OpenCase).execute(coordinator, input, key());
    await complete(await fixture.actor(director), `${reference}.application.1`, application);
    return reference;
  }

  it('I3: keeps out the preparer’s substitute and whoever a substitute prepared for; the trail names both', async () => {
    const reference = await applied('OLV-01', 'P-101');
    await grant('P-001', 'committee');
    const { id } = await away('P-001', 'P-011');
    const substitute = await fixture.actor('P-011');
    const work = await fixture.get(WorkQueries).worklist(substitute.viewer);
    expect(work.items.map((item) => item.id)).toContain(`${reference}.eligibility.1`);
    await complete(substitute, `${reference}.eligibility.1`, notEligible);
    const trail = await fixture.get(CaseQueries).trail(coordinator.viewer, reference, { limit: 200 });
    expect(trail.items.find(({ onBehalfOf }) => onBehalfOf === 'P-001')).toMatchObject({
      person: 'P-011',
      onBehalfOf: 'P-001',
    });

    const excluded = { kind: 'forbidden', code: 'actor.excluded' };
    await expect(decide(await fixture.actor('P-001'), reference)).rejects.toMatchObject(excluded);
    const refused = await decide(substitute, reference).catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: 'forbidden' });
    expect((await decide(await fixture.actor('P-031'), reference)).reference).toBe(reference);
    await end(id);
  });

  it('I3: keeps out the preparer who stands in for somebody of the committee', async () => {
    const reference = await applied('OLV-02', 'P-104');
    await complete(await fixture.actor('P-002'), `${reference}.eligibility.1`, notEligible);
    const { id } = await away('P-031', 'P-002');
    const preparer = await fixture.actor('P-002');
    expect(preparer.viewer.standsInFor.map(({ person }) => person)).toEqual(['P-031']);
    await expect(decide(preparer, reference)).rejects.toMatchObject({ kind: 'forbidden' });
    await end(id);
    const other = await away('P-031', 'P-012');
    expect((await decide(await fixture.actor('P-012'), reference)).reference).toBe(reference);
    await end(other.id);
  });

  it('begins and ends at midnight in the programme’s zone', async () => {
    const first = addDays(today, 3);
    await away('P-032', 'P-013', first, first);
    const standsIn = async () => (await fixture.actor('P-013')).viewer.standsInFor.length > 0;
    const midnight = instantAt(await calendar(), first, 0);
    const following = instantAt(await calendar(), addDays(first, 1), 0);
    fixture.clock.set(midnight - 1);
    expect(await standsIn()).toBe(false);
    fixture.clock.set(midnight);
    expect(await standsIn()).toBe(true);
    fixture.clock.set(following - 1);
    expect(await standsIn()).toBe(true);
    fixture.clock.set(following);
    expect(await standsIn()).toBe(false);
    today = addDays(first, 1);
  });

  it('refuses what makes no sense, each with a remedy', async () => {
    const [soon, later] = [addDays(today, 10), addDays(today, 20)];
    const standing = await away('P-031', 'P-032', soon, later);
    const refusal = async (work: Promise<unknown>) => {
      const error = await work.then(
        () => undefined,
        (thrown: unknown) => thrown as { code: string; details: { hint?: string } },
      );
      expect(error?.details.hint).toEqual(expect.any(String));
      return error?.code;
    };
    expect(await refusal(away('P-033', 'P-033'))).toBe('substitution.oneself');
    expect(await refusal(away('P-033', 'P-012', later, soon))).toBe('substitution.ends-before-start');
    expect(await refusal(away('P-033', 'P-012', '2026-09-01', '2026-09-02'))).toBe('substitution.past');
    expect(await refusal(away('P-031', 'P-012', later, later))).toBe('substitution.overlaps');
    expect(await refusal(away('P-033', 'P-031', soon, soon))).toBe('substitution.substitute-away');
    expect(await refusal(away('P-032', 'P-031', soon, soon))).toBe('substitution.substitute-away');
    expect(await refusal(away('P-032', 'P-012', soon, soon))).toBe('substitution.person-stands-in');
    const own = (person: string, substitute: string) =>
      fixture.get(ArrangeSubstitution).execute(coordinator.viewer, {
        ...{ programme, person, substitute, startsOn: soon, endsOn: soon },
      });
    expect(await refusal(own('P-033', 'P-012'))).toBe('substitution.not-yours');
    expect(await refusal(own('P-001', 'P-101'))).toBe('substitution.outsider');
    await end(standing.id);
    await expect(end(standing.id)).rejects.toMatchObject({ code: 'substitution.over' });
    expect((await away('P-031', 'P-012', later, later)).status).toBe('ahead');
  });

  it('keeps who changed what, and lets nobody rewrite it', async () => {
    const changes = await fixture.get(DirectoryQueries).changesOf(administrator.viewer, 'P-031');
    expect(changes[0]).toMatchObject({ kind: 'substitution-arranged', byName: 'Coordinatrice exemple' });
    await expect(fixture.database.pool.query(`delete from people_changes`)).rejects.toMatchObject({
      code: '23001',
    });
  });

  it('lets a coordinator change no address that signs, and keeps the addresses of others', async () => {
    const edit = fixture.get(EditPeople);
    const other = { email: 'other@example.org' };
    for (const person of ['P-101', 'P-031'])
      await expect(edit.changePerson(coordinator.viewer, programme, person, other)).rejects.toMatchObject({
        kind: 'forbidden',
      });
    await edit.removeContact(coordinator.viewer, programme, 'OLV-01', 'P-101', 'director');
    await expect(edit.changePerson(coordinator.viewer, programme, 'P-101', other)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    expect((await edit.changePerson(administrator.viewer, programme, 'P-101', other)).email).toBe(
      other.email,
    );
    const technical = (await fixture.get(DirectoryQueries).people(coordinator.viewer)).find(
      ({ contactOf, grants }) =>
        grants.length === 0 &&
        contactOf.length > 0 &&
        contactOf.every(({ function: held }) => (held as ContactFunction) === 'technical'),
    )!;
    await edit.changePerson(coordinator.viewer, programme, technical.id, { email: 't@example.org' });
  });
});

describe('the data policy on the real stack', () => {
  let fixture: CasesFixture;
  let reference: string;
  let observer: Actor;
  const secrets = [
    'Zone industrielle',
    'Olives de table',
    'Moins de saumure',
    'du 3 octobre',
    '2850.5',
    'fuel-oil',
  ];

  beforeAll(async () => {
    fixture = await casesFixture();
    const coordinator = await fixture.actor('P-001');
    const input = { programme, organisation: 'OLV-01', definition: 'sme-cleaner-production' };
    ({ reference } = await fixture.get(OpenCase).execute(coordinator, input, 'open'));
    const director = await fixture.actor('P-101');
    const item = `${reference}.application.1`;
    await fixture.get(CompleteTask).execute(director, { item, answers: application }, 'apply');
    observer = await fixture.actor('P-041');
  }, 90_000);
  afterAll(() => fixture.close(), 60_000);

  const open = async (observed: readonly string[]) => {
    const { viewer } = await fixture.actor('P-001');
    const administrator = {
      ...viewer,
      grants: [{ programme: '*', role: 'administrator' as const, country: '*' }],
    };
    await fixture
      .get(EditProgramme)
      .execute(administrator, programme, { dataPolicy: { observer: observed } });
  };
  /** Every read there is, as text; what is refused tells nothing. */
  const everything = async () => {
    const { viewer } = observer;
    const cases = fixture.get(CaseQueries);
    const reads: readonly (() => Promise<unknown>)[] = [
      () => cases.caseView(viewer, reference),
      () => fixture.get(CaseLists).list(viewer, { q: 'olives' }),
      () => fixture.get(CaseLists).list(viewer),
      () => cases.trail(viewer, reference, { limit: 200 }),
      () => cases.measures(viewer, reference),
      () => cases.documents(viewer, reference),
      () => fixture.get(WorkQueries).worklist(viewer),
      ...['application', 'eligibility'].map(
        (task) => () => fixture.get(ItemQueries).itemView(observer, `${reference}.${task}.1`),
      ),
      () => fixture.get(ReadDocument).execute(observer, 'unknown'),
    ];
    const answers = await Promise.all(reads.map((read) => read().catch(() => null)));
    return JSON.stringify(answers);
  };

  it('I15: shows an observer no word of a company, by whatever read', async () => {
    const seen = await everything();
    expect(seen).toContain(reference);
    expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
  });

  it('I15: shows exactly what is opened, and nothing beside it', async () => {
    await open(['answers.application.energy', 'answers.application.production']);
    const seen = await everything();
    expect(secrets.filter((secret) => seen.includes(secret))).toEqual(['2850.5', 'fuel-oil']);
    const { sights } = await fixture.get(ItemQueries).itemView(observer, `${reference}.application.1`);
    expect(sights.map(({ role, fields }) => [role, fields.length])).toEqual([
      ['partner', 0],
      ['observer', 2],
    ]);
    await open([]);
    const closed = await everything();
    expect(secrets.filter((secret) => closed.includes(secret))).toEqual([]);
  });

  it('refuses a path that no form has, and a role that needs no opening', async () => {
    await expect(open(['answers.application.energie'])).rejects.toMatchObject({
      code: 'data-policy.path',
      details: { hint: expect.stringContaining('energy') },
    });
    await expect(open(['figures.all'])).rejects.toMatchObject({ code: 'data-policy.path' });
  });
});
