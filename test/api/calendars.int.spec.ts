import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workingDayBefore } from '../../libs/testing/src/working-days.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';

describe('calendars through the API', () => {
  let fixture: ApiFixture;
  let reference: string;
  const admin = 'admin';
  const coordinator = 'P-001';
  beforeAll(async () => {
    fixture = await apiFixture();
    const body = { programme: 'CCP-MA', organisation: 'OLV-01' };
    ({ reference } = (await call(fixture, 'POST', '/api/v1/cases', { as: coordinator, body })).body);
  }, 60_000);
  afterAll(() => fixture.close(), 60_000);

  const post = (path: string, body: object, as = admin, key = randomUUID()) =>
    call(fixture, 'POST', `/api/v1/${path}`, { as, body, key });
  const get = async (path: string) =>
    (await call(fixture, 'GET', `/api/v1/${path}`, { as: coordinator })).body;

  it('show a country with names, sources, clock changes and overrides', async () => {
    expect((await get('calendars')).items[0]).toMatchObject({ country: 'MA', programmes: ['CCP-MA'] });
    const year = await get('calendars/MA?from=2026-01-01&to=2026-12-31');
    expect(year).toMatchObject({ timeZone: 'Africa/Casablanca', weekend: [6, 7], mayChange: false });
    expect(year.holidays).toContainEqual({
      date: '2026-03-20',
      name: 'Aïd al-Fitr',
      source: 'Ministère des Habous, 19 mars 2026',
    });
    expect(await get('calendars/MA?from=2026-12-31&to=2026-01-01')).toMatchObject({
      code: 'calendar.span-invalid',
    });
    expect(await get('programmes/CCP-MA/calendar')).toMatchObject({ key: 'MA', hours: { opens: 510 } });
  });

  it('are looked at, changed once for one key, and changed back', async () => {
    const { due } = (await get(`cases/${reference}`)).case;
    const asked = { day: workingDayBefore(due, 2), works: false, reason: 'Announced this morning.' };
    const path = 'calendars/MA/overrides';
    const preview = await post(path, { ...asked, preview: true });
    expect(preview).toMatchObject({ status: 200, body: { id: null, cases: 1, dates: 1, behind: [] } });
    expect((await get(`cases/${reference}`)).case.due).toBe(due);
    const key = randomUUID();
    const made = await post(path, { ...asked, preview: false }, admin, key);
    expect(made.body).toEqual({ ...preview.body, id: expect.any(String) });
    expect((await post(path, { ...asked, preview: false }, admin, key)).body).toEqual(made.body);
    expect((await get(`cases/${reference}`)).case.due).toBe(made.body.replans[0].moves[0].to);
    expect((await get(`calendars/MA?from=${asked.day}&to=${asked.day}`)).overrides).toMatchObject([
      { day: asked.day, works: false, reason: 'Announced this morning.', personName: 'Administrator' },
    ]);
    const back = { reason: 'It was an error.', preview: false };
    expect(await post(`${path}/${asked.day}/withdrawal`, back)).toMatchObject({ body: { dates: 1 } });
    expect((await get(`cases/${reference}`)).case.due).toBe(due);
  });

  it('take a company’s season from its coordinator, and nothing of a country', async () => {
    const season = { from: '2027-01-04', to: '2027-01-31', reason: 'Harvest.', preview: false };
    expect(await post('organisations/OLV-01/seasons', season, coordinator)).toMatchObject({ status: 200 });
    expect((await get('organisations/OLV-01/seasons')).items).toEqual([{ from: season.from, to: season.to }]);
    expect(
      await post(
        'organisations/OLV-01/seasons/2027-01-04/removal',
        { reason: 'Over.', preview: false },
        coordinator,
      ),
    ).toMatchObject({ status: 200 });
    const override = { day: '2027-01-12', works: false, reason: 'Please.', preview: true };
    expect(await post('calendars/MA/overrides', override, coordinator)).toMatchObject({
      status: 403,
      body: { code: 'action.forbidden' },
    });
    expect(await post('calendars/MA/renewal', { reason: 'A new release.', preview: false })).toMatchObject({
      status: 200,
      body: { cases: 0 },
    });
    expect(await post('calendars/MA/overrides', { ...override, preview: undefined })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'preview' }] },
    });
  });
});
