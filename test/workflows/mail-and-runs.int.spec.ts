import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { nudgeSignal } from '#libs/contracts';
import { completion } from './acts.js';
import { CaseFixture } from './case-fixture.js';
import { startShortRunServer } from './short-runs.js';
import { coordinator, director, expert, member } from './small-path.js';

describe('mail and runs', () => {
  let server: Awaited<ReturnType<typeof startShortRunServer>>;
  let cases: CaseFixture;
  beforeAll(async () => {
    server = await startShortRunServer();
    cases = await CaseFixture.open(server.address);
    await cases.startWorkers();
  });
  afterAll(async () => {
    await cases.close();
    await server.stop();
  });

  it('carries state, request ids and undelivered mail into the next run', async () => {
    const reference = await cases.open();
    const { answer } = cases.office;
    cases.office.answer = () => Promise.reject(new Error('the SMTP server is away'));
    const command = await cases.store(reference, director, completion(reference, 'candidature'));
    expect(await cases.send(reference, command)).toEqual({ seq: 2 });
    await cases.untilNextRun(reference);
    expect(await cases.send(reference, command)).toEqual({ seq: 2 });
    cases.office.answer = answer;
    const before = cases.office.asked.length;
    await cases.temporal.fastForward(reference, 3_600_000);
    await cases.quietHistory(reference);
    expect(cases.office.asked.slice(before).map(({ seq }) => seq)).toContain(2);
    await cases.complete(reference, 'check', coordinator);
    await cases.decide(reference, member('P-one'), 'approve');
    await cases.complete(reference, 'report', expert);
    await cases.handle(reference).result();
    expect((await cases.state(reference)).status).toBe('closed');
  });

  it('keeps attributes and memo in the next run', async () => {
    const reference = await cases.open();
    const before = await cases.attributes(reference);
    await cases.untilNextRun(reference);
    expect(await cases.attributes(reference)).toMatchObject({ Programme: 'TST', Due: before['Due'] });
    expect((await cases.handle(reference).describe()).memo).toEqual({ definition: 'small-path' });
  });

  it('wakes in the next run for a timer that was armed in the one before', async () => {
    const reference = await cases.open();
    await cases.untilNextRun(reference);
    await cases.temporal.fastForward(reference, 25 * 86_400_000);
    expect((await cases.state(reference)).tasks[`${reference}.candidature.1`]).toMatchObject({
      rung: 3,
      overdue: true,
    });
  });

  it('never lets mail hold a case (I4)', async () => {
    const { answer } = cases.office;
    cases.office.answer = () => Promise.reject(new Error('the SMTP server is away'));
    const reference = await cases.open();
    await cases.complete(reference, 'candidature');
    await cases.complete(reference, 'check', coordinator);
    await cases.decide(reference, member('P-one'), 'reject');
    await cases.handle(reference).result();
    cases.office.answer = answer;
    expect(await cases.state(reference)).toMatchObject({ status: 'closed', outcome: 'declined' });
  });

  it('turns an undeliverable mail into an incident', async () => {
    const { answer } = cases.office;
    cases.office.answer = (reference) =>
      Promise.resolve({
        sent: 0,
        undeliverable: [{ item: `${reference}.candidature.1`, because: 'refused' }],
      });
    const reference = await cases.open();
    await cases.quietHistory(reference);
    cases.office.answer = answer;
    expect(Object.values((await cases.state(reference)).incidents)).toMatchObject([
      { kind: 'mail-undeliverable', subject: `${reference}.candidature.1` },
    ]);
  });

  it('delivers again at a nudge what has failed for good', async () => {
    const { answer } = cases.office;
    cases.office.answer = () => Promise.reject(ApplicationFailure.nonRetryable('mail.template-broken'));
    const reference = await cases.open();
    const failed = async () =>
      (await cases.handle(reference).fetchHistory()).events?.some(
        (event) => event.activityTaskFailedEventAttributes,
      );
    while (!(await failed()));
    cases.office.answer = answer;
    await cases.handle(reference).signal(nudgeSignal);
    while (cases.office.seqsOf(reference).length < 2) await cases.handle(reference).describe();
    expect(cases.office.seqsOf(reference)).toEqual([1, 1]);
  });
});
