import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DueDates, ProgrammeOverviews } from '#libs/cases';
import { addDays } from '#libs/domain';
import { Accounts, type Viewer } from '#libs/identity';
import { DATABASE, measures, milestones, type Database } from '#libs/persistence';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { coordinator } from './refusals.js';

jest.setTimeout(60_000);
const observer = 'P-041';
const director = 'P-101';

describe('a programme as a whole', () => {
  let fixture: ApiFixture;
  let file: ActingCase;

  beforeAll(async () => {
    fixture = await apiFixture();
    file = await ActingCase.opened(fixture, 'OLV-01');
    const { db } = fixture.app.get<Database>(DATABASE);
    const { reference } = file;
    await db
      .insert(measures)
      .values({ reference, key: 'm1', title: 'Rinse less', cost: 10, yearlySaving: 100, chosen: true });
    await db
      .insert(milestones)
      .values({ reference, key: 'm1', date: dayFromNow(3), status: 'planned', outcome: null });
  }, 120_000);
  afterAll(() => fixture.close(), 60_000);

  const viewer = async (person: string): Promise<Viewer> => {
    await fixture.token(person);
    const found = await fixture.app.get(Accounts).viewerOfAccount(person);
    expect(found).not.toBeNull();
    return found as Viewer;
  };
  const overview = async (person: string) =>
    fixture.app.get(ProgrammeOverviews).of(await viewer(person), 'CCP-MA', Date.now());

  it('tells a coordinator figures, people and who waits', async () => {
    const told = await overview(coordinator);
    expect(told).toMatchObject({ open: 1, closed: 0, waiting: [] });
    expect(told.measures).toMatchObject([{ status: 'planned', count: 1, yearlySaving: 100 }]);
    expect(told.savings).toEqual([{ month: dayFromNow(3).slice(0, 7), planned: 100, verified: 0 }]);
    expect(told.people?.map(({ role }) => role)).toContain('committee');
    expect(told.weeks).toHaveLength(8);
    expect(told.weeks.reduce((sum, { milestones: count }) => sum + count, 0)).toBe(1);
    expect(told.stages.map(({ title, open }) => [title, open])).toEqual([[expect.any(String), 1]]);
  });

  it('I15: tells an observer stages and dates, no sum that is one company’s own, and no person', async () => {
    expect(await overview(observer)).toMatchObject({
      open: 1,
      measures: null,
      savings: null,
      people: null,
      waiting: null,
      partners: expect.arrayContaining([expect.objectContaining({ partner: 'donor' })]),
    });
    await expect(overview(director)).rejects.toMatchObject({ code: 'programme.unknown' });
  });

  it('I15: names in the calendar what a measure is to whoever may read it', async () => {
    const dates = async (person: string, more: object = {}) => {
      const span = { from: dayFromNow(-1), to: addDays(dayFromNow(0), 90) };
      const found = await fixture.app
        .get(DueDates)
        .between(await viewer(person), { ...span, ...more }, Date.now());
      return found.map(({ kind, title, reference }) => [kind, kind === 'task' ? '' : title, reference]);
    };
    const [task, milestone] = [
      ['task', '', file.reference],
      ['milestone', 'Rinse less', file.reference],
    ];
    expect(await dates(coordinator)).toEqual([milestone, task]);
    expect(await dates(observer)).toEqual([['milestone', 'm1', file.reference], task]);
    expect(await dates(director)).toEqual([milestone, task]);
    expect(await dates(director, { mine: true })).toEqual([task]);
    expect(await dates(coordinator, { mine: true })).toEqual([]);
    expect(await dates(coordinator, { coordinated: true })).toHaveLength(2);
    expect(await dates('P-102')).toEqual(await dates(director));
  });
});
