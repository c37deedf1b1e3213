import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ActingCase } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { coordinator } from './refusals.js';

jest.setTimeout(60_000);
const observer = 'P-041';

describe('the list of cases through the API', () => {
  let fixture: ApiFixture;
  let first: ActingCase;
  let second: ActingCase;

  beforeAll(async () => {
    fixture = await apiFixture();
    first = await ActingCase.opened(fixture, 'OLV-01');
    second = await ActingCase.opened(fixture, 'OLV-02');
  }, 120_000);
  afterAll(() => fixture.close(), 60_000);

  const listed = async (query: Readonly<Record<string, string>>, as = coordinator) => {
    const answer = await call(fixture, 'GET', `/api/v1/cases?${new URLSearchParams(query).toString()}`, {
      as,
    });
    expect(answer.status).toBe(200);
    return (answer.body.items as readonly { reference: string }[]).map(({ reference }) => reference);
  };
  const change = (path: string, body: object) =>
    call(fixture, 'PATCH', `/api/v1/${path}`, { as: coordinator, body: { programme: 'CCP-MA', ...body } });

  it('finds a company under its new name, with or without accents, in Arabic letters too', async () => {
    await change('organisations/OLV-02', { name: 'Huilerie de Taounate معصرة تاونات', town: 'Taounate' });
    expect(await listed({ q: 'huilerie taounâte' })).toEqual([second.reference]);
    expect(await listed({ q: 'المعصره' })).toEqual([second.reference]);
    expect(await listed({ q: second.reference.split('-').at(-1) ?? '' })).toEqual([second.reference]);
    expect(await listed({ q: 'زيتون المائدة', organisation: 'OLV-01' })).toEqual([first.reference]);
    expect(await listed({ q: 'nowhere at all' })).toEqual([]);
    expect(await listed({ q: '?!' })).toEqual([]);
  });

  it('I15: finds a contact only for those who may see people', async () => {
    await change('people/P-101', { name: 'Zoubida Ñandú' });
    expect(await listed({ q: 'zoubida nandu' })).toEqual([first.reference]);
    expect(await listed({ q: 'zoubida nandu' }, observer)).toEqual([]);
    expect(await listed({ q: 'taounate' }, observer)).toEqual([second.reference]);
  });

  it('filters, sorts and counts', async () => {
    expect(await listed({ coordinator, sort: 'opened' })).toEqual([second.reference, first.reference]);
    expect(await listed({ waitingOn: 'director', sort: 'company' })).toHaveLength(2);
    expect(await listed({ waitingOn: 'committee' })).toEqual([]);
    expect(await listed({ suspended: 'true' })).toEqual([]);
    expect(await listed({ dueTo: '2001-01-01' })).toEqual([]);
    expect(await listed({ dueFrom: '2001-01-01', sector: 'olives', country: 'MA' })).toHaveLength(2);
    const { body } = await call(fixture, 'GET', '/api/v1/cases/counts?overdue=true', { as: coordinator });
    expect(body).toMatchObject({
      matching: 0,
      all: 2,
      overdue: 0,
      sectors: [{ key: 'olives', title: 'Olives de table', count: 2 }],
    });
    expect(body.coordinators).toEqual([{ key: coordinator, title: expect.any(String), count: 2 }]);
    const wrong = await call(fixture, 'GET', '/api/v1/cases?sort=size', { as: coordinator });
    expect(wrong.status).toBe(422);
  });
});
