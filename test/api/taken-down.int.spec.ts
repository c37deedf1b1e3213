import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { coordinator, definition, director, reason, usual } from './refusals.js';

const expert = 'P-011';
const committee = 'P-031';
const [otherCompany, otherDirector] = ['OLV-02', 'P-104'];

// Every act is sent twice, to a Temporal server that others use as well.
jest.setTimeout(60_000);

describe('what companies say outside the system', () => {
  let fixture: ApiFixture;
  beforeAll(async () => {
    fixture = await apiFixture();
  }, 90_000);
  afterAll(() => fixture.close(), 60_000);

  it('is taken down, confirmed by whoever said it, and theirs: the typist stays free to decide (I3)', async () => {
    const file = await ActingCase.opened(fixture);
    const task = file.id('application');
    const source = (await file.upload(expert, 'application')).body;
    const said = {
      ...{ task, saidBy: director, medium: 'paper' },
      ...{ answers: usual('application'), sources: [source.id] },
    };
    await file.refused(coordinator, 'transcriptions', { ...said, saidBy: otherDirector }, [
      422,
      'transcription.for-nobody',
    ]);
    await file.refused(coordinator, 'transcriptions', { ...said, answers: {} }, [422, 'answers.invalid']);
    await file.refused(director, 'transcriptions', said, [403, 'action.forbidden']);
    await file.refused(director, `transcriptions/${task}/confirmation`, {}, [409, 'task.not-transcribed']);
    await file.act(expert, 'transcriptions', said);
    const { transcript, may, item } = await file.task('application', director);
    expect(item).toMatchObject({ status: 'open', transcribedAt: transcript.since });
    expect(transcript).toMatchObject({
      answers: { town: usual('application')['town'] },
      sources: [{ id: source.id, draft: false }],
      medium: 'paper',
      by: expect.stringMatching(/exemple/),
      acceptedAt: null,
    });
    expect(may.confirm).toBe(true);
    expect((await file.task('application', expert)).may.confirm).toBe(false);

    const confirmation = `transcriptions/${task}/confirmation`;
    await file.refused(expert, confirmation, {}, [403, 'actor.not-assigned']);
    await file.refused(otherDirector, confirmation, {}, [404, 'item.unknown']);
    await file.refused(director, confirmation, { since: transcript.since - 1 }, [
      409,
      'transcription.changed',
    ]);
    await file.act(director, confirmation, { since: transcript.since });
    expect(await file.task('application')).toMatchObject({
      item: { status: 'done', settledBy: director },
      transcript: null,
      answers: { town: usual('application')['town'] },
      settled: { onBehalfOf: null },
    });
    const [, typed, confirmed] = await file.trail();
    expect(typed).toMatchObject({
      person: expert,
      channel: 'transcribed',
      onBehalfOf: director,
      medium: 'paper',
    });
    expect(confirmed).toMatchObject({ person: director, channel: 'signed-in' });

    await file.complete(coordinator, 'eligibility');
    await file.complete(director, 'commitment');
    const { items } = await file.view();
    const admission = items.find(({ key }: { key: string }) => key === 'admission');
    expect(admission.excludedPersons).toContain(director);
    expect(admission.excludedPersons).not.toContain(expert);
  });

  it('never is a signature, nor handed on by a copied link', async () => {
    const file = await ActingCase.opened(fixture, otherCompany);
    const link = (as: string, key: string) =>
      call(fixture, 'POST', `/api/v1/tasks/${file.id(key)}/links`, { as, body: {} });
    const copied = await link(coordinator, 'application');
    expect(copied).toMatchObject({
      status: 201,
      body: { person: otherDirector, url: expect.stringMatching(/^http:\/\/parcours\.test\/t\/[\w.-]+$/) },
    });
    expect((await link(coordinator, 'application')).body.url).toBe(copied.body.url);
    expect((await link(expert, 'application')).body.url).not.toBe(copied.body.url);
    expect(await link(otherDirector, 'application')).toMatchObject({ status: 403 });
    await file.complete(otherDirector, 'application');
    expect((await link(coordinator, 'application')).body.code).toBe('task.not-open');
    expect((await link(coordinator, 'eligibility')).body.code).toBe('link.no-contact');
    await file.complete(coordinator, 'eligibility');
    expect(await link(coordinator, 'commitment')).toMatchObject({
      status: 403,
      body: { code: 'task.personal', detail: expect.any(String) },
    });
    const signature = { task: file.id('commitment'), saidBy: otherDirector, medium: 'phone' };
    const answers = usual('commitment');
    await file.refused(coordinator, 'transcriptions', { ...signature, answers }, [403, 'task.personal']);
  });

  it('comes with papers that join the file of a task, also of one that is done', async () => {
    const file = await ActingCase.opened(fixture);
    await file.complete(director, 'application');
    const paper = await file.upload(coordinator, 'application');
    expect(paper).toMatchObject({ status: 201, body: { field: '_filed', draft: true } });
    const filed = { ...reason, task: file.id('application'), documents: [paper.body.id] };
    const path = file.path('documents');
    expect((await file.upload(director, 'application')).body.code).toBe('actor.not-assigned');
    await file.refused(director, path, filed, [403, 'action.forbidden']);
    await file.refused(coordinator, path, { ...filed, documents: [] }, [422, 'request.invalid']);
    await file.refused(coordinator, path, { ...filed, documents: [randomUUID()] }, [422, 'document.unknown']);
    await file.refused(coordinator, path, { ...filed, task: file.id('nothing') }, [404, 'item.unknown']);
    await file.act(coordinator, path, filed);
    const { items } = await file.read(coordinator, path);
    expect(items).toMatchObject([{ id: paper.body.id, draft: false }]);
    const { prerequisites } = await file.task('eligibility');
    expect(prerequisites[0].documents).toMatchObject([{ id: paper.body.id }]);
  });

  it('may lie behind a company that is entered in its second stage, and nobody is told of that past', async () => {
    const done = (key: string, days: number) => ({
      ...{ key, completedOn: dayFromNow(days) },
      answers: usual(key),
    });
    const enrolment = {
      ...{ key: 'enrolment', enteredOn: dayFromNow(-40), leftOn: dayFromNow(-20) },
      tasks: [done('application', -38), done('eligibility', -35), done('commitment', -30)],
    };
    const earlier = { stage: 'diagnostic', stages: [enrolment], tasks: [] };
    const refused = async (given: object, status: number, code: string) => {
      const body = { programme: 'CCP-MA', organisation: 'OLV-03', definition, earlier: given };
      const answer = await call(fixture, 'POST', '/api/v1/cases', { as: coordinator, body });
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
      return answer.body;
    };
    await refused({ ...earlier, stages: [] }, 422, 'earlier.incomplete');
    await refused({ ...earlier, stage: 'nowhere' }, 422, 'stage.unknown');
    const future = { ...enrolment, leftOn: dayFromNow(3) };
    expect((await refused({ ...earlier, stages: [future] }, 422, 'earlier.future')).detail).toContain(
      future.leftOn,
    );
    const backwards = { ...enrolment, leftOn: dayFromNow(-50) };
    await refused({ ...earlier, stages: [backwards] }, 422, 'earlier.order');
    const odd = { ...enrolment, tasks: [{ ...done('application', -38), answers: { employees: 'many' } }] };
    expect((await refused({ ...earlier, stages: [odd] }, 422, 'answers.invalid')).errors).toMatchObject([
      { field: 'earlier.application.employees' },
    ]);

    const file = await ActingCase.opened(fixture, 'OLV-03', { earlier });
    const view = await file.view();
    expect(view.case).toMatchObject({ stage: 'diagnostic', place: 'held' });
    expect(view.stages[0]).toMatchObject({ status: 'done', imported: true });
    expect(view.stages[1]).toMatchObject({ status: 'current', imported: false });
    const before = view.items.filter(({ stage }: { stage: string }) => stage === 'enrolment');
    expect(before.map(({ status }: { status: string }) => status)).toEqual(['done', 'done', 'done']);
    const mails = await file.read(coordinator, `mails?reference=${file.reference}`);
    const told = new Set((mails.items as { item: string }[]).map(({ item }) => item));
    expect(before.filter(({ id }: { id: string }) => told.has(id))).toEqual([]);
    expect(told.size).toBeGreaterThan(0);
    expect((await file.trail())[0].events.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['stage-imported', 'task-imported', 'stage-entered']),
    );
    expect((await file.task('application')).answers).toMatchObject({ town: usual('application')['town'] });
    const paper = (await file.upload(coordinator, 'commitment')).body;
    await file.act(coordinator, file.path('documents'), {
      task: file.id('commitment'),
      documents: [paper.id],
    });
  });

  it('is decided on in one go, each by itself, with a report of what went through', async () => {
    const [first, second] = [
      await ActingCase.opened(fixture, 'OLV-04'),
      await ActingCase.opened(fixture, 'OLV-05'),
    ];
    await first.applied('P-110');
    await second.applied('P-113');
    const decisions = [
      { item: first.id('admission'), outcome: 'approve' },
      { item: second.id('admission'), outcome: 'reject' },
      { item: second.id('application'), outcome: 'approve' },
      { item: 'CCP-MA-2020-0001.admission.1', outcome: 'approve' },
    ];
    const sent = { as: committee, key: randomUUID(), body: { decisions } };
    const { status, body } = await call(fixture, 'POST', '/api/v1/approvals/decisions', sent);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        reports: [
          { status: 'done', reference: first.reference, code: null },
          { status: 'refused', code: 'reason.required' },
          { status: 'refused', code: 'approval.unknown' },
          { status: 'refused', code: 'item.unknown' },
        ],
      },
    });
    const seq = await first.seq();
    expect((await call(fixture, 'POST', '/api/v1/approvals/decisions', sent)).body).toEqual(body);
    expect(await first.seq()).toBe(seq);
    const twice = { decisions: [decisions[0]!, decisions[0]!] };
    await first.refused(committee, 'approvals/decisions', twice, [422, 'decisions.twice']);
    const path = `approvals/${first.id('admission')}/decisions`;
    await first.refused(committee, path, { outcome: 'defer', ...reason }, [422, 'approval.rank-missing']);
    const conditions = [{ text: 'Send the bills.', date: dayFromNow(20) }];
    await first.refused(committee, path, { outcome: 'approve', conditions }, [
      422,
      'approval.conditions-not-offered',
    ]);
    expect(await first.read(committee, `approvals/${first.id('admission')}`)).toMatchObject({
      voices: [{ seat: committee, outcome: 'approve', own: true, spokenBy: null }],
      wanted: [{ need: 1, distinct: true }],
      decision: { ranked: true, takesConditions: false },
    });
    await first.act('P-032', path, { outcome: 'approve' });
    expect((await first.view()).case).toMatchObject({ stage: 'diagnostic', place: 'held' });
  });
});
