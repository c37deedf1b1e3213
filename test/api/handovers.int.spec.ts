import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mailedTo } from '../../libs/testing/src/inbox.js';
import { ActingCase } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { coordinator, director } from './refusals.js';

jest.setTimeout(60_000);

const karim = {
  ...{ name: 'Karim Alaoui', function: 'Responsable technique' },
  ...{ email: 'karim@example.org', language: 'fr' },
};

describe('handing a step over through the API', () => {
  let fixture: ApiFixture;
  let file: ActingCase;
  let path: string;

  beforeAll(async () => {
    fixture = await apiFixture();
    file = await ActingCase.opened(fixture, 'OLV-01');
    path = `/api/v1/tasks/${file.id('application')}/handovers`;
  }, 120_000);
  afterAll(() => fixture.close(), 60_000);

  const handOver = (body: object, as = director, key: string = randomUUID()) =>
    call(fixture, 'POST', path, { as, body, key });
  const standing = async () => (await file.task('application')).handovers as readonly { id: string }[];

  it.each([
    ['no name', { name: ' ' }, 'handover.incomplete'],
    ['no address', { email: 'karim' }, 'handover.address'],
    ['the own address', { email: 'Director.OLV-01@example.org' }, 'handover.own-address'],
    ['an address of another domain', { email: 'karim@exemple.org' }, 'handover.other-domain'],
    ['a language nobody writes', { language: 'de' }, 'request.invalid'],
  ])('is refused with %s, and mails nobody', async (_, wrong, code) => {
    const answer = await handOver({ ...karim, ...wrong });
    expect([answer.status, answer.body.code]).toEqual([422, code]);
    expect(await standing()).toEqual([]);
  });

  it('is for whom the step is asked of, alone', async () => {
    for (const other of [coordinator, 'P-011', 'P-031', 'P-041'])
      expect([other, (await handOver(karim, other)).status]).toEqual([other, 403]);
    expect((await handOver(karim, 'P-104')).status).toBe(404);
  });

  it('writes to the colleague once, and is taken back by whoever looks after the case, once', async () => {
    const seq = await file.seq();
    const key = randomUUID();
    const handed = await handOver(karim, director, key);
    expect(handed).toMatchObject({
      status: 201,
      body: { name: karim.name, email: karim.email, mail: 'sent', endedAt: null, mayTakeBack: true },
    });
    expect((await handOver(karim, director, key)).body).toEqual(handed.body);
    expect((await handOver({ ...karim, name: 'Karim B.' }, director, key)).body.code).toBe('request.reused');
    expect((await handOver(karim)).body.code).toBe('handover.twice');
    expect(await mailedTo(fixture.inbox, karim.email)).toHaveLength(1);

    const end = (as: string, id = String(handed.body.id)) =>
      call(fixture, 'POST', `${path}/${id}/end`, { as, body: {} });
    expect((await end('P-011')).status).toBe(403);
    expect((await end(coordinator, randomUUID())).body.code).toBe('handover.unknown');
    const ended = await end(coordinator);
    expect(ended).toMatchObject({
      status: 200,
      body: { id: handed.body.id, endedAt: expect.any(Number), mayTakeBack: false },
    });
    expect((await end(director)).body).toEqual(ended.body);
    expect(await standing()).toMatchObject([{ id: handed.body.id, endedBy: expect.any(String) }]);
    // No act: nothing of the path has moved.
    expect(await file.seq()).toBe(seq);
  });
});
