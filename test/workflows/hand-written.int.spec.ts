import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseFixture } from './case-fixture.js';
import { completion, decision, opening } from './acts.js';
import { coordinator, director, expert, member, smallPath } from './small-path.js';

describe("the benchmark's hand-written workflow", () => {
  let cases: CaseFixture;
  const sent: string[] = [];
  beforeAll(async () => {
    cases = await CaseFixture.open();
    await cases.startWorkers({
      workflowsPath: fileURLToPath(new URL('../../bench/workflows.ts', import.meta.url)),
      mailActivities: {
        deliver: (reference: string, seq: number) => cases.office.deliver(reference, seq),
        sendMail: (reference: string, seq: number, index: number) => {
          sent.push(`${reference} ${seq}.${index}`);
          return Promise.resolve();
        },
      },
    });
  });
  afterAll(() => cases.close());

  it('travels the same path to the same end, mail for mail', async () => {
    const { client, taskQueue } = cases.temporal;
    const reference = cases.newReference();
    await client.workflow.start('handWrittenCase', {
      taskQueue,
      workflowId: reference,
      args: [{ reference }],
    });
    await cases.act(reference, coordinator, opening(smallPath));
    await cases.temporal.fastForward(reference, 25 * 86_400_000);
    await cases.act(reference, director, completion(reference, 'candidature'));
    await cases.act(reference, coordinator, completion(reference, 'check'));
    await cases.act(reference, member('P-one'), decision(reference, 'approve'));
    await cases.act(reference, expert, completion(reference, 'report'));
    await cases.handle(reference).result();
    const log = await cases.log.load(reference);
    const notices = log.flatMap(({ seq, events }) =>
      events.flatMap((event, index) => (event.type === 'notice' ? [`${reference} ${seq}.${index}`] : [])),
    );
    expect((await cases.state(reference)).status).toBe('closed');
    expect(notices.length).toBeGreaterThan(8);
    expect([...sent].sort()).toEqual([...notices].sort());
  });
});
