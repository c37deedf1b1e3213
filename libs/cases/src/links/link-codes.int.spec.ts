import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CaseLog } from '#libs/persistence';
import { application } from '../../../testing/src/application.fixture.js';
import { casesFixture, type CasesFixture } from '../../../testing/src/cases.js';
import { mailedTo } from '../../../testing/src/inbox.js';
import type { Actor } from '../actor.js';
import { CompleteTask } from '../usecases/complete-task.js';
import { DecideApproval } from '../usecases/decide-approval.js';
import { DecideMany } from '../usecases/decide-many.js';
import { LinkActors } from './link-actors.js';
import { LinkCodes } from './link-codes.js';
import { OpenCase } from '../usecases/open-case.js';

/** The company signs nothing then: the file goes to the committee at once. */
const notEligible = { eligible: 'no', unmet: 'No bills.', quota: 'free' };
const shown = /Your code: (\d{3} \d{3})/;
const minute = 60_000;

// Mail passes through a queue and a real SMTP server.
jest.setTimeout(60_000);

describe('a forwarded approval link', () => {
  let fixture: CasesFixture;
  let codes: LinkCodes;
  let coordinator: Actor;
  let keys = 0;
  let organisations = 0;
  const key = () => `key-${++keys}`;

  beforeAll(async () => {
    fixture = await casesFixture();
    codes = fixture.get(LinkCodes);
    coordinator = await fixture.actor('P-001');
  }, 60_000);
  afterAll(() => fixture.close(), 60_000);

  /** An admission to decide, with the token of the link that its mail carried. */
  async function askedApproval() {
    const organisation = `OLV-0${++organisations}`;
    const { reference } = await fixture
      .get(OpenCase)
      .execute(
        coordinator,
        { programme: 'CCP-MA', organisation, definition: 'sme-cleaner-production' },
        key(),
      );
    const director = await fixture.actor(`P-${98 + 3 * organisations}`);
    const task = `${reference}.application.1`;
    const complete = fixture.get(CompleteTask);
    await complete.execute(director, { item: task, answers: application }, key());
    const check = { item: `${reference}.eligibility.1`, answers: notEligible };
    await complete.execute(coordinator, check, key());
    const [mail] = await mailedTo(
      fixture.inbox,
      committeeAddress,
      ({ subject, text }) => subject.includes(reference) && text.includes('/t/'),
    );
    return {
      reference,
      item: `${reference}.admission.1`,
      token: /\/t\/([\w.-]+)/.exec(mail.text)?.[1] ?? '',
    };
  }
  const committeeAddress = 'committee.1@example.org';

  async function actorOf(token: string, cookie?: string): Promise<Actor> {
    const answer = await fixture.get(LinkActors).resolve(token, cookie);
    if (answer.status !== 'valid') throw new Error(`The link is ${answer.status}.`);
    return answer.actor;
  }
  const decide = (actor: Actor, item: string) =>
    fixture.get(DecideApproval).execute(actor, { item, outcome: 'approve' }, key());

  /** The newest code mailed for the case. */
  async function codeMailed(reference: string, nth: number): Promise<string> {
    const mails = await mailedTo(
      fixture.inbox,
      committeeAddress,
      ({ subject, text }) => subject.includes(reference) && shown.test(text),
      nth,
    );
    return shown.exec(mails[0].text)?.[1] ?? '';
  }

  it('decides nothing before the mailed code was typed in, in whatever way it tries', async () => {
    const { reference, item, token } = await askedApproval();
    const seq = await fixture.get(CaseLog).lastSeq(reference);
    expect(await codes.needsCode(token, undefined)).toBe(true);
    const refusal = { kind: 'forbidden', code: 'link.code-needed' };
    await expect(decide(await actorOf(token), item)).rejects.toMatchObject(refusal);
    await expect(decide(await actorOf(token, 'made.up'), item)).rejects.toMatchObject(refusal);
    const many = await fixture
      .get(DecideMany)
      .execute(await actorOf(token), [{ item, outcome: 'approve' }], key());
    expect(many).toMatchObject([{ status: 'refused', code: 'link.code-needed' }]);
    expect(await fixture.get(CaseLog).lastSeq(reference)).toBe(seq);

    expect(await codes.send(token)).toMatchObject({ status: 'sent', address: 'c…@example.org', minutes: 15 });
    const right = await codes.verify(token, await codeMailed(reference, 1), undefined);
    if (right.status !== 'right') throw new Error(`The code is ${right.status}.`);
    expect(await codes.needsCode(token, right.cookie)).toBe(false);
    await decide(await actorOf(token, right.cookie), item);
    expect(await fixture.get(CaseLog).lastSeq(reference)).toBe(seq + 1);

    // The browser is known from now on, for this person's next approval, too.
    const next = await askedApproval();
    expect(await codes.needsCode(next.token, right.cookie)).toBe(false);
  });

  it('sends at most one code a minute; a wrong or late one says so, and five wrong ones end it', async () => {
    const { reference, item, token } = await askedApproval();
    await codes.send(token);
    expect(await codes.send(token)).toMatchObject({ status: 'too-soon' });
    const first = await codeMailed(reference, 1);
    const wrong = first === '000 000' ? '000 001' : '000 000';
    expect(await codes.verify(token, wrong, undefined)).toEqual({ status: 'wrong' });
    fixture.clock.advance(16 * minute);
    expect(await codes.verify(token, first, undefined)).toEqual({ status: 'expired' });
    await codes.send(token);
    const second = await codeMailed(reference, 2);
    const guesses = Array.from({ length: 8 }, () => codes.verify(token, wrong, undefined));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'wrong')).toHaveLength(second === wrong ? 0 : 4);
    expect(await codes.verify(token, second, undefined)).toEqual({ status: 'too-many' });
    await expect(decide(await actorOf(token), item)).rejects.toMatchObject({ code: 'link.code-needed' });
    for (let more = 0; more < 3; more++) {
      fixture.clock.advance(minute);
      expect(await codes.send(token)).toMatchObject({ status: 'sent' });
    }
    fixture.clock.advance(minute);
    expect(await codes.send(token)).toMatchObject({ status: 'too-soon' });
  });

  it('takes a code once, and none for another link or for a task', async () => {
    const { reference, token } = await askedApproval();
    const other = await askedApproval();
    await codes.send(token);
    const code = await codeMailed(reference, 1);
    expect(await codes.verify(other.token, code, undefined)).toEqual({ status: 'expired' });
    expect(await codes.verify(token, code.replace(' ', ''), undefined)).toMatchObject({ status: 'right' });
    expect(await codes.verify(token, code, undefined)).toEqual({ status: 'expired' });
    expect(await codes.send('no such token')).toEqual({ status: 'not-needed' });
    expect(await codes.needsCode('no such token', undefined)).toBe(false);
  });
});
