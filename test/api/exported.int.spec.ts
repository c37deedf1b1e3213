import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AddComment } from '#libs/cases';
import { DATABASE, type Database } from '#libs/persistence';
import { caseContent } from '../../apps/standalone/src/cli/case-content.js';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { coordinator, director } from './refusals.js';

jest.setTimeout(60_000);

describe('what the operator exports of a case', () => {
  let fixture: ApiFixture;
  let file: ActingCase;
  let other: ActingCase;

  beforeAll(async () => {
    fixture = await apiFixture();
    file = await ActingCase.opened(fixture, 'OLV-01');
    other = await ActingCase.opened(fixture, 'OLV-02');
  }, 120_000);
  afterAll(() => fixture.close(), 60_000);

  const post = async (as: string, path: string, body: object) => {
    const answer = await call(fixture, 'POST', `/api/v1/${path}`, { as, body });
    expect({ path, ok: answer.status < 300, body: answer.body }).toMatchObject({ path, ok: true });
    return answer.body;
  };
  const exported = () => caseContent(fixture.app.get<Database>(DATABASE), file.reference);

  it('holds what stands beside its path: visits, handovers, messages, comments by mail, the contact log', async () => {
    const day = dayFromNow(20);
    const slots = [{ day, from: '10:00', to: '12:00' }];
    const proposal = { slots, place: 'Usine', functions: ['director'] };
    const visit = await post('P-011', file.path('visits'), proposal);
    await post(coordinator, `visits/${String(visit.id)}/confirmation`, { seen: 0, slot: 1 });
    const colleague = { name: 'Karim Alaoui', function: 'Technique', email: 'karim@example.org' };
    await post(director, `tasks/${file.id('application')}/handovers`, { ...colleague, language: 'fr' });
    const references = [file.reference, other.reference];
    const words = { subject: { fr: 'Rendez-vous' }, text: { fr: 'Mardi, comme convenu.' } };
    await post(coordinator, 'messages', { references, functions: ['director'], ...words });
    const logged = { medium: 'phone', note: 'Envoie les factures.', promised: dayFromNow(3) };
    await file.act(coordinator, file.path('contact-log'), logged);
    await fixture.app.get(AddComment).fromMail({
      ...{ reference: file.reference, person: director, messageId: '<1@example.org>' },
      ...{ text: 'Voici.', whole: 'Voici.\n\n> Où en êtes-vous ?' },
    });

    const content = await exported();
    expect(content.visits).toMatchObject([
      {
        ...{ id: visit.id, state: 'confirmed', place: 'Usine', visitors: ['P-011'] },
        slots: [{ startsAt: expect.any(Number) }],
        changes: [
          { kind: 'proposed', person: 'P-011' },
          { kind: 'confirmed', person: coordinator },
        ],
      },
    ]);
    expect(content.handovers).toMatchObject([
      { ...colleague, item: file.id('application'), person: director, mail: 'sent', endedAt: null },
    ]);
    expect(content.messages).toMatchObject([
      { ...words, person: coordinator, reports: [{ reference: file.reference, status: 'done' }] },
    ]);
    expect(content['contact-log']).toMatchObject([
      { person: coordinator, medium: 'phone', note: logged.note, promised: logged.promised, tasks: [] },
    ]);
    expect(content.comments).toMatchObject([
      { person: director, source: 'mail', text: 'Voici.', mentions: [{ person: coordinator, seenAt: null }] },
    ]);
    const sent = content.messages.flatMap(({ mails }) => mails);
    expect(content.mails.map(({ id }) => id)).toEqual(expect.arrayContaining(sent));
  });

  it('holds nothing of any other case, and no key that a form came under', async () => {
    const { log: _log, acts: _acts, ...content } = await exported();
    const all = JSON.stringify(content);
    expect(all).not.toContain(other.reference);
    expect(all).not.toContain('OLV-02');
    expect(all).not.toMatch(/"(request|fingerprint)":/);
  });
});
