import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { coordinator, director, reason } from './refusals.js';

const expert = 'P-011';
const observer = 'P-041';

// Every act is sent twice, to a Temporal server that others use as well.
jest.setTimeout(60_000);

describe('deadlines through the API', () => {
  let fixture: ApiFixture;
  beforeAll(async () => {
    fixture = await apiFixture();
  }, 90_000);
  afterAll(() => fixture.close(), 60_000);

  it('stop with the clock of a case and run again with it', async () => {
    const file = await ActingCase.opened(fixture);
    const [suspension, resumption] = [file.path('suspension'), file.path('resumption')];
    await file.refused(coordinator, resumption, {}, [409, 'suspension.none']);
    await file.refused(expert, suspension, reason, [403, 'action.forbidden']);
    const past = { ...reason, until: dayFromNow(-3) };
    await file.refused(coordinator, suspension, past, [422, 'suspension.until-past']);
    const beyond = await file.refused(coordinator, suspension, { ...reason, until: dayFromNow(4_000) }, [
      422,
      'extension.past-end',
    ]);
    expect(beyond.detail).toContain(beyond.subject);
    const until = dayFromNow(30);
    await file.act(coordinator, suspension, { ...reason, until });
    const stopped = await file.view();
    expect(stopped).toMatchObject({
      case: { suspendedAt: expect.any(Number) },
      suspensions: [{ item: null, until, reason: reason.reason }],
      may: { suspend: true, resume: true },
      items: [{ key: 'application', stoppedAt: expect.any(Number) }],
    });
    const { items } = await file.read(director, 'worklist');
    expect(items.map(({ id }: { id: string }) => id)).not.toContain(file.id('application'));
    expect((await file.view(observer)).suspensions).toMatchObject([{ by: null, reason: null }]);
    await file.refused(coordinator, suspension, reason, [409, 'suspension.already']);
    await file.act(coordinator, resumption, { reason: 'They are back.' });
    expect(await file.view()).toMatchObject({ case: { suspendedAt: null }, suspensions: [] });
  });

  it('stop for one task that waits for somebody outside', async () => {
    const file = await ActingCase.opened(fixture);
    const task = file.id('application');
    await file.refused(coordinator, file.path('suspension'), { ...reason, task: 'x' }, [404, 'task.unknown']);
    await file.act(coordinator, file.path('suspension'), { ...reason, task });
    expect(await file.view()).toMatchObject({
      case: { suspendedAt: null },
      suspensions: [{ item: task, title: expect.any(String), until: null }],
    });
    expect((await file.task('application')).may).toMatchObject({ suspend: false, resume: true });
    await file.act(coordinator, file.path('resumption'), { task });
    expect((await file.view()).suspensions).toEqual([]);
  });

  it('are silent after a word with the company, which the log keeps', async () => {
    const file = await ActingCase.opened(fixture);
    const path = file.path('contact-log');
    const said = { medium: 'phone', note: 'Promised the file by then.' };
    await file.refused(coordinator, path, { ...said, promised: dayFromNow(-2) }, [
      422,
      'contact.promise-past',
    ]);
    await file.refused(coordinator, path, { ...said, promised: dayFromNow(4_000) }, [
      422,
      'contact.promise-too-late',
    ]);
    await file.refused(coordinator, path, { ...said, medium: 'pigeon' }, [422, 'request.invalid']);
    await file.refused(observer, path, said, [403, 'action.forbidden']);
    await file.act(expert, path, said);
    const promised = dayFromNow(6);
    await file.act(coordinator, path, { ...said, promised, tasks: [file.id('application')] });
    const { items } = await file.read(coordinator, path);
    expect(items).toMatchObject([
      { medium: 'phone', note: said.note, promised, tasks: [expect.any(String)] },
      { medium: 'phone', promised: null, tasks: [] },
    ]);
    const view = await file.view();
    expect(view).toMatchObject({
      contacts: items,
      case: { promisedFor: promised, lastContactAt: expect.any(Number) },
      items: [{ silentUntil: expect.any(Number) }],
    });
    expect((await file.view(director)).contacts).toBeNull();
  });

  it('move at the request of the company, within a limit, once somebody else agrees (I3)', async () => {
    const file = await ActingCase.opened(fixture);
    const task = file.id('application');
    const path = file.path('extensions');
    const { extensionOffered, item } = await file.task('application', director);
    const { latest } = extensionOffered as { latest: string };
    const due = new Date(item.due).toISOString().slice(0, 10);
    const asked = { ...reason, task };
    await file.refused(director, path, { ...asked, until: due }, [422, 'extension.not-later']);
    await file.refused(director, path, { ...asked, until: dayFromNow(4_000) }, [422, 'extension.past-end']);
    const tooFar = { ...asked, until: dayFromNow(200) };
    const refusal = await file.refused(director, path, tooFar, [422, 'extension.past-most']);
    expect(refusal.detail).toContain(latest);
    await file.refused(expert, path, { ...asked, until: latest }, [403, 'action.forbidden']);
    await file.refused(director, path, { ...asked, task: 'CCP-MA-2020-0001.application.1', until: latest }, [
      404,
      'task.unknown',
    ]);
    await file.act(director, path, { ...asked, until: latest });
    await file.refused(director, path, { ...asked, until: latest }, [409, 'extension.asked-already']);
    const approval = file.id('extension-application');
    const question = await file.read(coordinator, `approvals/${approval}`);
    expect(question).toMatchObject({
      extensionRequest: { task, until: latest, reason: reason.reason },
      decision: { outcomes: ['approve', 'reject'] },
      item: { mayAct: true },
    });
    const decision = { outcome: 'approve' };
    await file.refused(director, `approvals/${approval}/decisions`, decision, [403, 'actor.not-assigned']);
    await file.act(coordinator, `approvals/${approval}/decisions`, decision);
    expect((await file.task('application')).item).toMatchObject({ revision: 1 });
    expect((await file.task('application')).item.due).toBeGreaterThan(item.due);
    expect(await file.task('application', director)).toMatchObject({
      extensionOffered: null,
      extensionRequest: null,
    });
  });

  it('move at once where the coordinator gives more time unasked, never beyond the limit', async () => {
    const file = await ActingCase.opened(fixture);
    const { latest } = (await file.task('application')).extensionOffered as { latest: string };
    const given = { ...reason, task: file.id('application') };
    await file.refused(coordinator, file.path('extensions'), { ...given, until: dayFromNow(300) }, [
      422,
      'extension.past-most',
    ]);
    await file.act(coordinator, file.path('extensions'), { ...given, until: latest });
    expect((await file.trail()).at(-1)).toMatchObject({
      reason: reason.reason,
      events: [{ type: 'due-extended', date: latest }],
    });
  });

  it('begin anew with a closed case that is reopened: one log, and no mail twice', async () => {
    const file = await ActingCase.opened(fixture);
    const path = file.path('reopening');
    const again = { ...reason, stage: 'enrolment' };
    await file.refused(coordinator, path, again, [409, 'case.not-closed']);
    await file.complete(director, 'application');
    await file.act(coordinator, file.path('termination'), reason);
    await file.refused(coordinator, path, { ...again, stage: 'nowhere' }, [422, 'stage.unknown']);
    await file.refused(expert, path, again, [403, 'action.forbidden']);
    await file.refused(coordinator, file.path('resumption'), {}, [409, 'case.closed']);
    const mails = async () => {
      const { items } = await file.read(coordinator, `mails?reference=${file.reference}&limit=200`);
      return (items as { id: string }[]).map(({ id }) => id);
    };
    const before = await mails();
    const closed = await file.seq();
    expect(await file.act(coordinator, path, again)).toEqual({ reference: file.reference, seq: closed + 1 });
    const view = await file.view();
    expect(view).toMatchObject({
      case: { status: 'open', outcome: null, stage: 'enrolment' },
      reopenings: [{ stage: 'enrolment', reason: reason.reason, seq: closed + 1 }],
    });
    expect(view.stages[0]).toMatchObject({ status: 'current' });
    const after = await mails();
    expect(new Set(after).size).toBe(after.length);
    expect(after.filter((id) => before.includes(id))).toHaveLength(before.length);
    expect(after.filter((id) => !before.includes(id)).every((id) => id.includes('.application.2:'))).toBe(
      true,
    );
    await file.complete(director, 'application', 2);
    expect((await file.view()).items.at(-1)).toMatchObject({ key: 'eligibility', status: 'open' });
    const seqs = (await file.trail()).map(({ seq }) => Number(seq));
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });
});
