import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { ConsoleVisitor } from './console-visitor.js';
import { director } from './refusals.js';

jest.setTimeout(60_000);

const expert = 'P-011';
const slots = [{ day: dayFromNow(20), from: '10:00', to: '12:00' }];
const proposal = { slots, place: 'Usine', functions: ['director'] };

describe('a visit in the console', () => {
  let fixture: ApiFixture;
  let file: ActingCase;
  let visit: string;

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
    file = await ActingCase.opened(fixture, 'OLV-01');
    visit = await proposed(expert);
  }, 120_000);
  afterAll(() => fixture.close(), 60_000);

  async function proposed(as: string): Promise<string> {
    const answer = await call(fixture, 'POST', `/api/v1/${file.path('visits')}`, { as, body: proposal });
    expect(answer.status).toBe(201);
    return String(answer.body.id);
  }

  it.each([
    ['fr', 'Ce jour est passé. Indiquez un jour à venir.'],
    ['en', 'This day is past. Give a day to come.'],
    ['ar', 'فات هذا اليوم. حددوا يوما قادما.'],
    ['es', 'Ese día ya pasó. Indique un día por venir.'],
  ])('refuses a wish for a day that is past, in %s, and keeps the words', async (language, words) => {
    const desk = await ConsoleVisitor.of(fixture, director);
    const page = `/console/visits/${visit}?lang=${language}`;
    const wish = {
      do: 'ask',
      seen: '0',
      key: language,
      'slots.0.day': dayFromNow(-2),
      reason: 'Avant midi.',
    };
    const answer = await desk.post(page, wish);
    expect([answer.status, answer.html]).toEqual([422, expect.stringContaining(words)]);
    expect(answer.html).toContain('Avant midi.');
    expect(answer.html).toContain(`value="${dayFromNow(-2)}"`);
    expect(await file.read(expert, `visits/${visit}`)).toMatchObject({ sequence: 0, wish: null });
  });

  it('says so through the API, with what to do', async () => {
    const body = { seen: 0, text: 'Avant midi.', day: dayFromNow(-2) };
    const answer = await call(fixture, 'POST', `/api/v1/visits/${visit}/wish`, { as: director, body });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'visit.wish-past', detail: expect.stringContaining('a day to come') },
    });
  });

  it('lets whoever signed in for the company choose or ask for another date, as a link does', async () => {
    const desk = await ConsoleVisitor.of(fixture, director);
    const page = `/console/visits/${visit}?lang=en`;
    const { html } = await desk.get(page);
    expect(html).toContain('Which date suits you?');
    expect(html).toContain('None of these dates suits');
    expect(html).not.toContain('by phone');
    const wish = { do: 'ask', seen: '0', key: 'wish', 'slots.0.day': dayFromNow(9), reason: '' };
    expect((await desk.post(page, wish)).status).toBe(303);
    const asked = await file.read(expert, `visits/${visit}`);
    expect(asked).toMatchObject({ waitsFor: 'team', wish: { day: dayFromNow(9) } });
    // Who runs the case offers dates, and asks nobody for one.
    const team = await ConsoleVisitor.of(fixture, expert);
    expect((await team.get(page)).html).not.toContain('None of these dates suits');
  });

  it('is proposed by whoever stands in for an expert, ticked as who comes in that one’s place', async () => {
    const body = {
      ...{ programme: 'CCP-MA', person: expert, substitute: 'P-033' },
      ...{ startsOn: dayFromNow(-1), endsOn: dayFromNow(5) },
    };
    const away = await call(fixture, 'POST', '/api/v1/substitutions', { as: 'admin', body });
    expect(away.body.status).toBe('in-force');
    const desk = await ConsoleVisitor.of(fixture, 'P-033');
    const { html } = await desk.get(`/console/cases/${file.reference}/visits/new?lang=en`);
    const [ticked = ''] = /<input[^>]*value="P-033"[^>]*>.*?<\/label>/s.exec(html) ?? [];
    expect(ticked).toMatch(/checked[^]*\(standing in for /);
    const shown = await desk.get(`/console/visits/${await proposed('P-033')}?lang=en`);
    expect(shown.html).toContain('(standing in for ');
    expect(shown.html).toContain(', acting for ');
  });
});
