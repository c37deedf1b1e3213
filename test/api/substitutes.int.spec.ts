import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { coordinator } from './refusals.js';

const administrator = 'admin';
/** Of the committee, each sent by another organisation. */
const [first, second, third] = ['P-031', 'P-032', 'P-033'];
const [expert, otherCoordinator] = ['P-012', 'P-002'];

// Every act is sent twice, to a Temporal server that others use as well.
jest.setTimeout(60_000);

describe('one human has one voice, whoever they stand in for (I3)', () => {
  let fixture: ApiFixture;
  beforeAll(async () => {
    fixture = await apiFixture();
  }, 90_000);
  afterAll(() => fixture.close(), 60_000);

  /** Ends when the work is over, so that the next test finds everybody at their desk. */
  async function whileAway(absent: readonly string[], substitute: string, work: () => Promise<void>) {
    const ids: string[] = [];
    for (const person of absent) {
      const body = {
        programme: 'CCP-MA',
        person,
        substitute,
        startsOn: dayFromNow(0),
        endsOn: dayFromNow(5),
      };
      const answer = await call(fixture, 'POST', '/api/v1/substitutions', { as: administrator, body });
      expect(answer).toMatchObject({ status: 201, body: { status: 'in-force' } });
      ids.push(String(answer.body.id));
    }
    await work();
    for (const id of ids)
      await call(fixture, 'POST', `/api/v1/substitutions/${id}/end`, { as: administrator, body: {} });
  }

  async function asked(organisation: string, director: string, preparer = coordinator): Promise<ActingCase> {
    const file = await ActingCase.opened(fixture, organisation);
    await file.complete(director, 'application');
    await file.complete(preparer, 'eligibility');
    await file.complete(director, 'commitment');
    return file;
  }

  const approve = async (file: ActingCase, as: string) =>
    file.act(as, `approvals/${file.id('admission')}/decisions`, { outcome: 'approve' });
  const refused = async (file: ActingCase, as: string, code: string) => {
    const path = `approvals/${file.id('admission')}/decisions`;
    await file.refused(as, path, { outcome: 'approve' }, [code === 'approval.voice-twice' ? 409 : 403, code]);
  };
  const voices = async (file: ActingCase) => {
    const { voices: given } = await file.read(coordinator, `approvals/${file.id('admission')}`);
    return (given as { seat: string; spokenBy: string | null }[]).map(({ seat, spokenBy }) => [
      seat,
      spokenBy,
    ]);
  };
  const stage = async (file: ActingCase) => (await file.view()).case.stage;

  it('also where both of them hold one of the n', async () => {
    const file = await asked('OLV-01', 'P-101');
    await whileAway([second], first, async () => {
      await approve(file, first);
      await approve(file, first);
      expect(await voices(file)).toEqual([[first, null]]);
      expect(await stage(file)).toBe('enrolment');
    });
    await approve(file, second);
    expect(await stage(file)).toBe('diagnostic');
  });

  it('also for two who are away, and when they join the committee themselves; the record names both', async () => {
    const file = await asked('OLV-02', 'P-104');
    await whileAway([second, third], expert, async () => {
      await approve(file, expert);
      const [[seat, spokenBy] = []] = await voices(file);
      expect([second, third]).toContain(seat);
      expect(spokenBy).toEqual(expect.stringMatching(/Experte exemple/));
      await approve(file, expert);
      expect(await voices(file)).toEqual([[seat, spokenBy]]);
      expect((await file.trail()).at(-1)).toMatchObject({ person: expert, onBehalfOf: seat });

      const role = `/api/v1/people/${expert}/roles/CCP-MA/committee`;
      expect((await call(fixture, 'PUT', role, { as: administrator })).status).toBe(200);
      await refused(file, expert, 'approval.voice-twice');
      expect((await call(fixture, 'DELETE', role, { as: administrator })).status).toBe(200);
    });
    expect(await stage(file)).toBe('enrolment');
    await approve(file, first);
    expect(await stage(file)).toBe('diagnostic');
  });

  it('none at all for whoever prepared it, in whosever place; the same substitution holds elsewhere', async () => {
    const file = await asked('OLV-03', 'P-107', otherCoordinator);
    const other = await asked('OLV-04', 'P-110');
    await whileAway([first], otherCoordinator, async () => {
      await refused(file, otherCoordinator, 'actor.not-assigned');
      await approve(other, otherCoordinator);
    });
    expect(await voices(file)).toEqual([]);
    expect(await voices(other)).toEqual([[first, expect.stringMatching(/Coordonnateur exemple/)]]);
  });

  it('none for whom a substitute has prepared it, either', async () => {
    const file = await ActingCase.opened(fixture, 'OLV-05');
    await file.complete('P-113', 'application');
    await whileAway([otherCoordinator], expert, async () => {
      await file.complete(expert, 'eligibility');
    });
    await file.complete('P-113', 'commitment');
    const role = `/api/v1/people/${otherCoordinator}/roles/CCP-MA/committee`;
    expect((await call(fixture, 'PUT', role, { as: administrator })).status).toBe(200);
    await refused(file, otherCoordinator, 'actor.excluded');
    await whileAway([third], expert, () => refused(file, expert, 'actor.not-assigned'));
    expect(await voices(file)).toEqual([]);
  });
});
