import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  Acting,
  DecideApproval,
  DecideMany,
  DefinitionLibrary,
  GrantRoles,
  WithdrawCase,
  type Actor,
} from '#libs/cases';
import type { CaseRules } from '#libs/domain';
import { CaseLog, CaseViews, Definitions, Mails, type CaseListRow } from '#libs/persistence';
import { casesFixture, type CasesFixture } from '../../libs/testing/src/cases.js';
import { plainCalendar, plainSettings, smallPath } from './small-path.js';

jest.setTimeout(120_000);

/** Everybody of the sample's committee. */
const committee = ['P-031', 'P-032', 'P-033', 'P-034', 'P-035'];

const [enrolment, ...later] = smallPath.stages;

/** The small path, admitted to at once, against the programme's quota. */
const quotaPath: CaseRules = {
  ...smallPath,
  key: 'quota-path',
  stages: [
    { ...enrolment!, tasks: [], approval: { ...without(enrolment!.approval!), reopens: [], quota: true } },
    ...later,
  ],
};

function without({ exclude: _, ...approval }: NonNullable<(typeof enrolment & object)['approval']>) {
  return { ...approval, outcomes: ['approve', 'reject', 'defer'] as const };
}

describe('a programme with 18 places', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  let members: readonly Actor[];
  beforeAll(async () => {
    fixture = await casesFixture();
    // The sample path's words are the mails' words.
    const words = fixture.get(DefinitionLibrary).newest('sme-cleaner-production');
    const body = { ...words, key: quotaPath.key, version: quotaPath.version, rules: quotaPath };
    await fixture.get(Definitions).register(quotaPath.key, quotaPath.version, 'test', body);
    coordinator = await fixture.actor('P-001');
    members = await Promise.all(committee.map((person) => fixture.actor(person)));
  });
  afterAll(() => fixture.close());

  async function open(): Promise<string> {
    const { reference } = await fixture
      .get(Acting)
      .performOpening(coordinator, { key: randomUUID(), route: 'cases', sent: {} }, () =>
        Promise.resolve({
          ...{ programme: 'CCP-MA', organisation: 'OLV-01', country: 'MA', title: 'Quota path' },
          body: () => ({
            ...{ type: 'open', rules: quotaPath, rulesHash: 'test', calendar: plainCalendar },
            settings: { ...plainSettings, programme: 'CCP-MA', organisation: 'OLV-01', country: 'MA' },
          }),
        }),
      );
    return reference;
  }

  const approval = (reference: string, round = 1) => `${reference}.admission.${round}`;
  const found = async (reference: string): Promise<CaseListRow> =>
    (await fixture.get(CaseViews).findCase(reference))!;
  const held = async () => (await fixture.get(CaseViews).quota('CCP-MA'))!.admitted;

  /** Reads until the case is admitted; whatever is wrong ends in the test's own time limit. */
  async function untilAdmitted(reference: string): Promise<void> {
    while ((await found(reference)).place !== 'held');
  }

  it('admits exactly 18 of 30 at once, and moves its waiting list up when one withdraws', async () => {
    const references = await Promise.all(Array.from({ length: 30 }, open));
    const decide = fixture.get(DecideApproval);
    const answers = await Promise.allSettled(
      references.map((reference, index) =>
        decide.execute(
          members[index % members.length]!,
          { item: approval(reference), outcome: 'approve' },
          randomUUID(),
        ),
      ),
    );
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused).toHaveLength(12);
    for (const { reason } of refused)
      expect(reason).toMatchObject({
        ...{ kind: 'conflict', code: 'quota.full' },
        details: { hint: expect.stringMatching(/waiting list/) },
      });
    expect(await held()).toBe(18);

    const left = references.filter((_, index) => answers[index]?.status === 'rejected');
    const reports = await fixture.get(DecideMany).execute(
      members[0]!,
      left.map((reference, index) => ({
        ...{ item: approval(reference), outcome: 'defer', reason: 'No place is left.' },
        rank: left.length - index,
      })),
      randomUUID(),
    );
    expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(['done']));
    const [first, second] = [...left].reverse();
    expect(await found(first!)).toMatchObject({ place: 'waiting', rank: 1 });

    const admitted = references.filter((reference) => !left.includes(reference));
    await fixture
      .get(WithdrawCase)
      .execute(coordinator, { reference: admitted[0]!, reason: 'The company gives up.' }, randomUUID());
    await untilAdmitted(first!);
    const moved = (await fixture.get(CaseLog).load(first!)).filter(({ events }) =>
      events.some((event) => event.type === 'approval-decided' && event.because === 'place-freed'),
    );
    expect(moved).toMatchObject([{ act: null, actor: null }]);
    expect(await held()).toBe(18);

    await Promise.all(
      admitted
        .slice(1, 3)
        .map((reference) =>
          fixture
            .get(WithdrawCase)
            .execute(coordinator, { reference, reason: 'They give up, too.' }, randomUUID()),
        ),
    );
    await untilAdmitted(second!);
    await untilAdmitted(left.at(-3)!);
    expect(await held()).toBe(18);
    expect(await found(left.at(-4)!)).toMatchObject({ place: 'waiting', rank: 4 });
  });

  it('I3: raises an incident when nobody can decide any more, and resolves it when somebody can again', async () => {
    const reference = await open();
    const people = fixture.get(GrantRoles);
    const isStuck = async (of: string) =>
      (await fixture.get(CaseViews).incidents({ reference: of, open: true })).some(
        ({ kind }) => kind === 'no-eligible-decider',
      );
    for (const { viewer } of members)
      await people.revoke(administrator(), 'CCP-MA', viewer.person, 'committee');
    while (!(await isStuck(reference)));
    const asked = await open();
    while (!(await isStuck(asked)));
    await people.grant(administrator(), 'CCP-MA', 'P-032', 'committee');
    while ((await isStuck(reference)) || (await isStuck(asked)));
    expect((await found(asked)).status).toBe('open');
    await people.grant(administrator(), 'CCP-MA', 'P-012', 'committee');
    const invited = async (of: string, person: string) =>
      (await fixture.get(Mails).list({ references: [of], limit: 500 })).filter(
        (mail) => mail.notice === 'invitation' && mail.item === approval(of) && mail.person === person,
      ).length;
    for (const each of [reference, asked]) while ((await invited(each, 'P-012')) === 0);
    // I5: who had been asked before is not asked again, and everybody once.
    for (const each of [reference, asked]) expect(await invited(each, 'P-032')).toBe(1);
    expect(await invited(asked, 'P-031')).toBe(0);
  });

  function administrator() {
    const { viewer } = coordinator;
    return {
      ...viewer,
      grants: [...viewer.grants, { programme: '*', role: 'administrator' as const, country: '*' }],
    };
  }
});
