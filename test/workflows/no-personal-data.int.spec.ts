import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isSignal } from './acts.js';
import { CaseFixture } from './case-fixture.js';
import { findPlanted, historyWords } from './history-words.js';
import { coordinator, director, expert, member } from './small-path.js';

/** What people are called and write; their acts carry it beside the case, in the database. */
const planted = [
  'Najat Bensalah',
  'najat.bensalah@example.org',
  '+212 600 000 001',
  'Le four a été remplacé "trop tôt"',
];

describe('no personal data in Temporal (I8)', () => {
  let cases: CaseFixture;
  beforeAll(async () => {
    cases = await CaseFixture.open();
    await cases.startWorkers();
    await cases.register({ id: director.person, name: planted[0]!, email: planted[1]!, phone: planted[2]! });
  });
  afterAll(() => cases.close());

  /** A whole case with everything that leaves traces: refusals, reminders, failing mail, a nudge, a cancellation. */
  async function walk(): Promise<string> {
    cases.words = { answers: { comment: planted[3], name: planted[0] }, reason: planted[3]! };
    const reference = await cases.open();
    await cases.temporal.fastForward(reference, 16 * 86_400_000);
    await cases.complete(reference, 'candidature');
    await cases.handle(reference).cancel();
    await cases.complete(reference, 'check', coordinator);
    await cases.decide(reference, member('P-one'), 'return');
    await cases.complete(reference, 'check', coordinator, 2);
    await cases.decide(reference, member('P-one'), 'approve', 2);
    await cases.complete(reference, 'report', expert);
    await cases.handle(reference).result();
    return reference;
  }

  it('leaves none of the names, addresses and comments of a whole case', async () => {
    const reference = await walk();
    const words = await historyWords(cases.temporal.client, reference);
    expect(words.length).toBeGreaterThan(1000);
    // What must be there, so that an empty search cannot pass.
    for (const present of [reference, director.person, 'Candidature', 'Reminder 1 of 3', 'visibility']) {
      expect(words.some(({ text, where }) => text.includes(present) || where.includes(present))).toBe(true);
    }
    expect(findPlanted(words, planted)).toEqual([]);
  });

  describe('the search finds a name planted in', () => {
    const name = planted[0]!;
    const start = async (options: object, type = 'technicalAssistanceCase') => {
      const workflowId = cases.newReference();
      const { client, taskQueue } = cases.temporal;
      await client.workflow.start(type, {
        taskQueue,
        workflowId,
        args: [{ reference: workflowId }],
        ...options,
      });
      return workflowId;
    };
    const places: Readonly<Record<string, () => Promise<string>>> = {
      'an input': () => start({ args: [{ reference: 'x', name }] }),
      'a memo': () => start({ memo: { note: [`for ${name.toUpperCase()}`] } }),
      'a summary': () => start({ staticSummary: name }),
      'the details': () => start({ staticDetails: `# ${name}` }),
      'an attribute': () =>
        start({ typedSearchAttributes: [{ key: { name: 'Sector', type: 'KEYWORD' }, value: name }] }),
      'a signal': async () => {
        const workflowId = await start({});
        await cases.handle(workflowId).signal('nudge', { note: name });
        // A signal that arrives during a workflow task enters history after it.
        for (;;) if ((await cases.quietHistory(workflowId)).some(isSignal)) break;
        return workflowId;
      },
      'an act': async () => {
        const reference = await cases.open();
        await cases.act(
          reference,
          { ...coordinator, person: name },
          { type: 'report-incident', subject: null },
        );
        return reference;
      },
      'a termination': async () => {
        const workflowId = await start({});
        await cases.quietHistory(workflowId);
        await cases.handle(workflowId).terminate(`${name} asked for it`);
        return workflowId;
      },
    };

    it.each(Object.entries(places))('%s', async (_place, plant) => {
      const workflowId = await plant();
      const found = findPlanted(await historyWords(cases.temporal.client, workflowId), [name]);
      expect(found).not.toEqual([]);
    });
  });

  describe('an error of the infrastructure that speaks of a person', () => {
    const name = planted[0]!;
    const failures: Readonly<Record<string, () => Promise<string>>> = {
      'of the mail': async () => {
        const { answer } = cases.office;
        cases.office.answer = () => Promise.reject(new Error(`550 no such user: ${name}`));
        const reference = await cases.open();
        const pending = async () => (await cases.handle(reference).describe()).raw.pendingActivities?.[0];
        while (!(await pending())?.lastFailure);
        cases.office.answer = answer;
        return reference;
      },
      // After some seconds a failing local activity leaves its failure in a marker.
      'of the log': async () => {
        const { record } = cases.activities;
        const reference = await cases.open();
        cases.activities.record = () => Promise.reject(new Error(`Key (name)=(${name}) already exists`));
        const answer = cases.complete(reference, 'candidature');
        const markers = async () =>
          (await cases.handle(reference).fetchHistory()).events?.filter(
            (event) => event.markerRecordedEventAttributes,
          );
        while (((await markers()) ?? []).length < 3);
        cases.activities.record = record;
        await answer;
        return reference;
      },
    };

    it.each(Object.entries(failures))('%s reaches Temporal without its words', async (_which, fail) => {
      const words = await historyWords(cases.temporal.client, await fail());
      expect(words.some(({ text }) => /^(deliver|record)\.failed$/.test(text))).toBe(true);
      expect(findPlanted(words, [name])).toEqual([]);
    });
  });

  it('the search sees through JSON, accents and letter case', () => {
    const words = [{ where: randomUUID(), text: 'LE FOUR A ETE REMPLACE "TROP TOT"' }];
    expect(findPlanted(words, [planted[3]!])).toHaveLength(1);
  });
});
