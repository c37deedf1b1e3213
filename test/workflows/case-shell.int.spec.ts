import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completion, decision, opening, refusalOf } from './acts.js';
import { CaseFixture } from './case-fixture.js';
import { coordinator, director, expert, member, smallAgreement, smallPath } from './small-path.js';

describe('the durable shell', () => {
  let cases: CaseFixture;
  beforeAll(async () => {
    cases = await CaseFixture.open();
    await cases.startWorkers();
  });
  afterAll(() => cases.close());

  /** Ready for the committee. */
  async function untilAdmission(): Promise<string> {
    const reference = await cases.open();
    await cases.complete(reference, 'candidature');
    await cases.complete(reference, 'check', coordinator);
    return reference;
  }

  describe('opening', () => {
    it('is an update with start: its answer is committed (I11)', async () => {
      const reference = cases.newReference();
      const answer = await cases.start(
        reference,
        await cases.store(reference, coordinator, opening(smallPath)),
      );
      expect(answer).toEqual({ seq: 1 });
      expect((await cases.state(reference)).status).toBe('open');
    });

    it('repeated with the same request opens once and answers the same', async () => {
      const reference = cases.newReference();
      const command = await cases.store(reference, coordinator, opening(smallPath));
      const answers = await Promise.all([1, 2, 3].map(() => cases.start(reference, command)));
      expect(answers).toEqual([{ seq: 1 }, { seq: 1 }, { seq: 1 }]);
      expect(await cases.log.lastSeq(reference)).toBe(1);
    });

    it('that was never stored is refused, and the run ends without a trace in the log', async () => {
      const reference = cases.newReference();
      const command = {
        ...(await cases.store(reference, coordinator, opening(smallPath))),
        act: { id: randomUUID(), hash: 'x' },
      };
      expect(await refusalOf(cases.start(reference, command))).toBe('act.unknown');
      await cases.handle(reference).result();
      expect(await cases.log.lastSeq(reference)).toBe(0);
    });

    it('that the core rejects ends the run', async () => {
      const reference = cases.newReference();
      const late = await cases.store(reference, director, completion(reference, 'candidature'));
      expect(await refusalOf(cases.start(reference, late))).toBe('case.not-open');
      await cases.handle(reference).result();
    });

    it('that never comes lets a stray start end after a minute', async () => {
      const reference = cases.newReference();
      const { client, taskQueue } = cases.temporal;
      await client.workflow.start('technicalAssistanceCase', {
        taskQueue,
        workflowId: reference,
        args: [{ reference }],
      });
      expect(await cases.temporal.fastForward(reference, 120_000)).toMatchObject({ outcome: 'closed' });
      await cases.handle(reference).result();
    });

    it('under an id that is not the reference fails at once', async () => {
      const { client, taskQueue } = cases.temporal;
      const start = {
        taskQueue,
        workflowId: cases.newReference(),
        args: [{ reference: cases.newReference() }],
      };
      await expect(client.workflow.execute('technicalAssistanceCase', start)).rejects.toMatchObject({
        cause: { message: 'case.reference-mismatch' },
      });
    });
  });

  describe('an act', () => {
    it('sent twice acts once and gets the same answer (I11)', async () => {
      const reference = await cases.open();
      const command = await cases.store(reference, director, completion(reference, 'candidature'));
      const answers = await Promise.all([cases.send(reference, command), cases.send(reference, command)]);
      expect(answers).toEqual([{ seq: 2 }, { seq: 2 }]);
      expect(await cases.log.lastSeq(reference)).toBe(2);
    });

    it('of two deciders on one approval, one is refused', async () => {
      const reference = await untilAdmission();
      const [first, second] = await Promise.all(
        ['P-one', 'P-two'].map((person) =>
          cases.store(reference, member(person), decision(reference, 'approve')),
        ),
      );
      const settled = await Promise.allSettled([
        cases.send(reference, first!),
        cases.send(reference, second!),
      ]);
      expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = settled.find((result) => result.status === 'rejected');
      expect(await refusalOf(Promise.reject(lost?.reason as Error))).toBe('approval.not-open');
      const decided = (await cases.log.load(reference)).filter(({ events }) =>
        events.some(({ type }) => type === 'approval-decided'),
      );
      expect(decided).toHaveLength(1);
    });

    it('that the core rejects writes nothing to history', async () => {
      const reference = await cases.open();
      const before = await cases.quietHistory(reference);
      expect(await refusalOf(cases.complete(reference, 'check', coordinator))).toBe('task.unknown');
      expect(await refusalOf(cases.complete(reference, 'candidature', expert))).toBe('actor.not-assigned');
      expect(await cases.quietHistory(reference)).toHaveLength(before.length);
    });

    it('of a kind that only the shell may use is rejected (I1)', async () => {
      const reference = await cases.open();
      const real = await cases.store(reference, director, completion(reference, 'candidature'));
      const forged = { ...real, type: 'wake' } as unknown as typeof real;
      expect(await refusalOf(cases.send(reference, forged))).toBe('command.malformed');
    });

    it('typed in by hand with another update id is rejected', async () => {
      const reference = await cases.open();
      const command = await cases.store(reference, director, completion(reference, 'candidature'));
      const typed = cases
        .handle(reference)
        .executeUpdate('act', { args: [command, 0], updateId: randomUUID() });
      expect(await refusalOf(typed)).toBe('command.malformed');
      expect(await refusalOf(cases.handle(reference).executeUpdate('act', { args: [null] }))).toBe(
        'command.malformed',
      );
    });

    it('with other facts than those stored is refused', async () => {
      const reference = await untilAdmission();
      const stored = await cases.store(reference, member('P-one'), decision(reference, 'reject'));
      const forged = { ...stored, ...decision(reference, 'approve') };
      expect(await refusalOf(cases.send(reference, forged))).toBe('act.tampered');
    });
  });

  it('walks a case to its end, and the log tells the same story (I7)', async () => {
    const reference = await untilAdmission();
    await cases.decide(reference, member('P-one'), 'return');
    await cases.complete(reference, 'check', coordinator, 2);
    await cases.decide(reference, member('P-one'), 'approve', 2);
    await cases.complete(reference, 'report', expert);
    await cases.handle(reference).result();
    expect(await cases.state(reference)).toMatchObject({ status: 'closed', outcome: 'completed', seq: 7 });
  });

  it('runs a partnership under its own workflow type', async () => {
    const reference = await cases.open(smallAgreement);
    expect(await cases.handle(reference).describe()).toMatchObject({ type: 'partnershipCase' });
  });

  it('turns a cancellation into an incident and runs on', async () => {
    const reference = await cases.open();
    await cases.handle(reference).cancel();
    // An act behind it in the queue: the cancellation is settled when the answer comes.
    await cases.complete(reference, 'candidature');
    const { incidents, status } = await cases.state(reference);
    expect(Object.values(incidents).map(({ kind }) => kind)).toEqual(['cancellation-requested']);
    expect(status).toBe('open');
    await cases.complete(reference, 'check', coordinator);
    expect((await cases.handle(reference).describe()).status.name).toBe('RUNNING');
  });

  it('wakes at each rung in virtual time, and the reminders are recorded (I12)', async () => {
    const reference = await cases.open();
    await cases.temporal.fastForward(reference, 25 * 86_400_000);
    const notices = (await cases.log.load(reference)).flatMap(({ events }) =>
      events.filter((event) => event.type === 'notice'),
    );
    expect(notices.map(({ notice, rung }) => [notice, rung])).toEqual([
      ['invitation', null],
      ['reminder', 0],
      ['reminder', 1],
      ['escalation', 2],
    ]);
    expect((await cases.state(reference)).tasks[`${reference}.candidature.1`]?.overdue).toBe(true);
  });

  it('shows the case to administrators: attributes, details, the timer', async () => {
    const reference = await cases.open();
    const shown = await cases.attributes(reference);
    expect(shown).toMatchObject({
      Programme: 'TST',
      CaseStatus: 'open',
      Stage: 'enrolment',
      Organisation: 'ORG-01',
      Overdue: false,
    });
    expect(shown['Due']).toBeInstanceOf(Date);
    const metadata = JSON.stringify(await cases.handle(reference).query('__temporal_workflow_metadata'));
    expect(metadata).toContain('Candidature');
  });
});
