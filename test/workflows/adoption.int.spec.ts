import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nudgeSignal } from '#libs/contracts';
import { completion, decision, isSignal, opening, refusalOf } from './acts.js';
import { CaseFixture } from './case-fixture.js';
import { coordinator, director, member, smallPath } from './small-path.js';

describe('a log that is ahead of its workflow', () => {
  let cases: CaseFixture;
  beforeAll(async () => {
    cases = await CaseFixture.open();
    await cases.startWorkers();
  });
  afterAll(() => cases.close());

  async function untilAdmission(): Promise<string> {
    const reference = await cases.open();
    await cases.complete(reference, 'candidature');
    await cases.complete(reference, 'check', coordinator);
    return reference;
  }

  it('names the person whose act was committed, though another acts first afterwards', async () => {
    const reference = await untilAdmission();
    const lost = await cases.store(reference, member('P-one'), decision(reference, 'approve'));
    const seq = await cases.orphan(reference, lost);
    expect(await refusalOf(cases.decide(reference, member('P-two'), 'approve'))).toBe('approval.not-open');
    const log = await cases.log.load(reference);
    expect(log.filter(({ actor }) => actor?.person === 'P-two')).toEqual([]);
    expect(log.at(-1)).toMatchObject({ seq, actor: { person: 'P-one' } });
    expect(await cases.send(reference, lost)).toEqual({ seq });
  });

  it('takes another act after what it did not know, which is delivered too', async () => {
    const reference = await cases.open();
    const seq = await cases.orphan(
      reference,
      await cases.store(reference, director, completion(reference, 'candidature')),
    );
    const report = await cases.act(reference, coordinator, { type: 'report-incident', subject: null });
    expect(report).toEqual({ seq: seq + 1 });
    await cases.quietHistory(reference);
    expect(cases.office.seqsOf(reference)).toEqual([1, seq]);
  });

  it('is caught up with first, for a sender who has read further than the workflow', async () => {
    const reference = await cases.open();
    const candidature = await cases.store(reference, director, completion(reference, 'candidature'));
    const seq = await cases.orphan(reference, candidature);
    const check = await cases.store(reference, coordinator, completion(reference, 'check'));
    expect(await cases.send(reference, check, seq)).toEqual({ seq: seq + 1 });
    await cases.quietHistory(reference);
    expect([...cases.office.seqsOf(reference)].sort()).toEqual([1, seq, seq + 1]);
  });

  it('that a sender only claims to have read changes nothing', async () => {
    const reference = await cases.open();
    const check = await cases.store(reference, coordinator, completion(reference, 'check'));
    expect(await refusalOf(cases.send(reference, check, 99))).toBe('task.unknown');
  });

  it('answers an act whose record committed and then failed with its own row, once', async () => {
    const reference = await cases.open();
    const { record } = cases.activities;
    cases.activities.record = async (request) => {
      await record(request);
      if (request.transition.reference === reference) cases.activities.record = record;
      throw new Error('the connection broke after the commit');
    };
    expect(await cases.complete(reference, 'candidature')).toEqual({ seq: 2 });
    expect(await cases.log.lastSeq(reference)).toBe(2);
    expect(await cases.complete(reference, 'check', coordinator)).toEqual({ seq: 3 });
  });

  it('is taken over at a nudge, with its mail and attributes', async () => {
    const reference = await untilAdmission();
    const seq = await cases.orphan(
      reference,
      await cases.store(reference, member('P-one'), decision(reference, 'approve')),
    );
    await cases.handle(reference).signal(nudgeSignal);
    for (;;) if ((await cases.quietHistory(reference)).some(isSignal)) break;
    expect(cases.office.seqsOf(reference)).toContain(seq);
    expect(await cases.attributes(reference)).toMatchObject({ Stage: 'diagnostic', WaitingOn: ['expert'] });
  });

  it('is where a lost workflow goes on from (I13)', async () => {
    const reference = await untilAdmission();
    await cases.handle(reference).terminate('lost');
    const approval = await cases.store(reference, member('P-one'), decision(reference, 'approve'));
    expect(await cases.start(reference, approval)).toEqual({ seq: 4 });
    expect((await cases.state(reference)).stage).toBe('diagnostic');
  });

  it('answers an opening that was committed before its first workflow task ended', async () => {
    const reference = cases.newReference();
    const { record } = cases.activities;
    const command = await cases.store(reference, coordinator, opening(smallPath));
    const request = new Promise<Parameters<typeof record>[0]>((resolve) => {
      cases.activities.record = async (asked) => {
        if (asked.transition.reference !== reference) return record(asked);
        cases.activities.record = record;
        await record(asked);
        resolve(asked);
        throw new Error('killed');
      };
    });
    expect(await cases.start(reference, command)).toEqual({ seq: 1 });
    expect((await request).transition.seq).toBe(1);
    await cases.quietHistory(reference);
    expect(cases.office.seqsOf(reference)).toEqual([1]);
  });
});
