import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { addDays, localDateAt, type CalendarSnapshot } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { Mails, type Mail } from '#libs/persistence';
import { casesFixture, type CasesFixture } from '../../testing/src/cases.js';
import { mailedTo } from '../../testing/src/inbox.js';
import type { Actor } from './actor.js';
import { Sweep } from './boot/sweep.js';
import { DueDates } from './queries/due-dates.js';
import { ArrangeSubstitution } from './people/arrange-substitution.js';
import { LinkActors } from './links/link-actors.js';
import { OpenCase } from './usecases/open-case.js';
import { SuspendCase } from './usecases/suspend-case.js';
import { AnswerVisit } from './visits/answer-visit.js';
import { EditVisit } from './visits/edit-visit.js';
import { MoveVisit } from './visits/move-visit.js';
import { ProposeVisit } from './visits/propose-visit.js';
import type { TypedSlot } from './visits/slot-times.js';
import { VisitQueries } from './visits/visit-queries.js';

const [director, neighbour] = ['P-104', 'P-107'];

// Mail passes through a real SMTP server.
jest.setTimeout(60_000);

describe('visits', () => {
  let fixture: CasesFixture;
  let coordinator: Actor;
  let expert: Actor;
  let reference: string;
  let calendar: CalendarSnapshot;
  let proposals: ProposeVisit;
  let answers: AnswerVisit;
  let queries: VisitQueries;

  const open = async (organisation: string) =>
    (
      await fixture
        .get(OpenCase)
        .execute(
          coordinator,
          { programme: 'CCP-MA', organisation, definition: 'sme-cleaner-production' },
          organisation,
        )
    ).reference;

  beforeAll(async () => {
    fixture = await casesFixture();
    [coordinator, expert] = await Promise.all([fixture.actor('P-001'), fixture.actor('P-011')]);
    reference = await open('OLV-02');
    [proposals, answers, queries] = [
      fixture.get(ProposeVisit),
      fixture.get(AnswerVisit),
      fixture.get(VisitQueries),
    ];
    ({ calendar } = await queries.ground(expert, reference));
  }, 60_000);
  afterAll(() => fixture.close(), 60_000);

  /** So many days from now, in the company's zone. */
  const slot = (days: number, from = '09:00', to = '12:00'): TypedSlot => ({
    day: addDays(localDateAt(calendar, fixture.clock.now()), days),
    ...{ from, to },
  });

  const proposal = (slots: readonly TypedSlot[]) => ({
    ...{ reference, slots, place: ' Usine,\n quai 2 ', functions: ['director'], note: 'Les factures.' },
  });

  /** The person's way through the link of the newest mail about the visit. */
  async function byLink(visit: string): Promise<Actor> {
    const [mail] = await mailedTo(fixture.inbox, 'director.olv-02@example.org', ({ text }) =>
      text.includes(`/visits/${visit}`),
    );
    const token = /\/t\/([\w.-]+)\/visits\//.exec(mail.text)?.[1] ?? '';
    const link = await fixture.get(LinkActors).resolve(token);
    if (link.status !== 'valid') throw new Error(`The link is ${link.status}.`);
    return link.actor;
  }

  const mailsOf = async (visit: string): Promise<readonly Mail[]> =>
    (await fixture.get(Mails).list({ references: [reference] })).filter(({ id }) => id.includes(visit));

  /** The newest calendar part that somebody got about the visit, as a parser reads it. */
  async function entry(address: string, visit: string): Promise<Readonly<Record<string, string>>> {
    for (const { id } of await mailedTo(fixture.inbox, address)) {
      const raw = await (await fetch(`${fixture.inbox.webUrl}/messages/${id}/raw`)).arrayBuffer();
      const { attachments } = await simpleParser(Buffer.from(raw));
      const [part] = attachments.filter(({ contentType }) => contentType === 'text/calendar');
      const lines = (part?.content.toString('utf8') ?? '').replaceAll(/\r\n[ \t]/g, '').split('\r\n');
      const said = lines.flatMap((line) => {
        const [, name, value] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
        return name === undefined || value === undefined ? [] : [[name, value] as const];
      });
      const read = Object.fromEntries(said);
      if (read['UID']?.startsWith(`${visit}@`)) return read;
    }
    throw new Error(`No calendar part about ${visit} came to ${address}.`);
  }

  it('are proposed once, agreed on by the link of the mail, moved and called off, and calendars follow', async () => {
    const wanted = proposal([slot(10), slot(12)]);
    const proposed = await proposals.execute(expert, wanted, 'one');
    expect(await proposals.execute(expert, wanted, 'one')).toEqual(proposed);
    await expect(proposals.execute(expert, { ...wanted, place: 'x' }, 'one')).rejects.toMatchObject({
      code: 'request.reused',
    });
    const link = await byLink(proposed.id);
    const chosen = { visit: proposed.id, seen: 0, slot: 2 };
    const agreed = await answers.choose(link, chosen, 'choose');
    expect(await answers.choose(link, chosen, 'choose')).toEqual(agreed);
    await expect(answers.choose(link, { ...chosen, slot: 1 }, 'other tab')).rejects.toMatchObject({
      kind: 'conflict',
      code: 'visit.changed',
    });
    const [first] = await mailedTo(fixture.inbox, 'director.olv-02@example.org', ({ attachments }) =>
      attachments.some(({ mediaType }) => mediaType.includes('ics') || mediaType.includes('calendar')),
    );
    expect(first.subject).toContain(reference);
    const uid = expect.stringMatching(new RegExp(`^${proposed.id}@`)) as unknown as string;
    expect(await entry('director.olv-02@example.org', proposed.id)).toMatchObject({
      ...{ METHOD: 'REQUEST', UID: uid, SEQUENCE: '1', LOCATION: 'Usine\\, quai 2' },
    });

    const move = { visit: proposed.id, seen: 1, to: slot(14), reason: 'Panne.' };
    await fixture.get(MoveVisit).execute(expert, move, 'move');
    expect(await entry('director.olv-02@example.org', proposed.id)).toMatchObject({
      ...{ METHOD: 'REQUEST', UID: uid, SEQUENCE: '2' },
    });
    await answers.cancel(link, { visit: proposed.id, seen: 2, reason: 'Grève.' }, 'cancel');
    expect(await entry('director.olv-02@example.org', proposed.id)).toMatchObject({
      ...{ METHOD: 'CANCEL', UID: uid, SEQUENCE: '3', STATUS: 'CANCELLED' },
    });
    const [view] = await queries.ofCase(coordinator, reference);
    expect(view?.changes.map(({ kind }) => kind)).toEqual(['proposed', 'confirmed', 'moved', 'cancelled']);
    expect(view).toMatchObject({ state: 'cancelled', place: 'Usine, quai 2', waitsFor: null });
    const told = await mailsOf(proposed.id);
    expect(told.filter(({ state }) => state !== 'sent')).toEqual([]);
    // Dates to the director; the date, the other one and the end to both.
    expect(told).toHaveLength(1 + 2 * 3);
  });

  it('have place and preparation written anew before a date is agreed and after it, and calendars follow', async () => {
    const { id } = await proposals.execute(expert, proposal([slot(16)]), 'edited');
    const edits = fixture.get(EditVisit);
    const elsewhere = { visit: id, seen: 0, place: ' Siège,\n 2e étage ' };
    const edited = await edits.execute(expert, elsewhere, 'edit');
    expect(await edits.execute(expert, elsewhere, 'edit')).toEqual(edited);
    const [told] = await mailedTo(fixture.inbox, 'director.olv-02@example.org', ({ text }) =>
      text.includes('Siège, 2e étage'),
    );
    expect(told.text).toContain('Usine, quai 2');
    expect(told.attachments).toEqual([]);
    const link = await byLink(id);
    await expect(edits.execute(link, { ...elsewhere, seen: 1, place: 'x' }, 'theirs')).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await answers.choose(link, { visit: id, seen: 1, slot: 1 }, 'choose edited');

    const both = { visit: id, seen: 2, place: 'Quai 3', note: '' };
    await edits.execute(coordinator, both, 'edit again');
    expect(await entry('director.olv-02@example.org', id)).toMatchObject({
      ...{ METHOD: 'REQUEST', SEQUENCE: '3', LOCATION: 'Quai 3' },
    });
    expect(
      (await mailsOf(id)).filter(({ outcome, revision }) => outcome === 'edited' && revision === 3),
    ).toHaveLength(2);
    await expect(edits.execute(expert, { ...both, seen: 3 }, 'same')).rejects.toMatchObject({
      kind: 'conflict',
      code: 'visit.same-details',
    });
    await expect(edits.execute(expert, { ...both, place: ' ' }, 'nowhere')).rejects.toMatchObject({
      code: 'visit.place',
    });
    const { changes, place, note, startsAt } = await queries.one(expert, id);
    expect({ place, note }).toEqual({ place: 'Quai 3', note: '' });
    expect(changes.at(-1)).toMatchObject({
      ...{ kind: 'edited', startsAt },
      edit: {
        place: { before: 'Siège, 2e étage', after: 'Quai 3' },
        note: { before: 'Les factures.', after: '' },
      },
    });
    await answers.cancel(coordinator, { visit: id, seen: 3, reason: 'Test.' }, 'edited off');
  });

  it('go back to who comes when none of the dates suits', async () => {
    const { id } = await proposals.execute(expert, proposal([slot(20)]), 'two');
    const link = await byLink(id);
    await expect(answers.ask(link, { visit: id, seen: 0, text: ' ' }, 'empty')).rejects.toMatchObject({
      code: 'visit.wish-empty',
    });
    const yesterday = { visit: id, seen: 0, text: 'Plutôt hier.', day: slot(-1).day };
    await expect(answers.ask(link, yesterday, 'past')).rejects.toMatchObject({
      ...{ kind: 'invalid', code: 'visit.wish-past' },
      details: { hint: expect.stringContaining('a day to come') },
    });
    await answers.ask(link, { visit: id, seen: 0, text: 'Plutôt un mardi.' }, 'ask');
    const waiting = await queries.list(expert.viewer, 'unanswered', { mine: true });
    expect(waiting).toMatchObject([{ id, waitsFor: 'team', wish: { text: 'Plutôt un mardi.' } }]);
    await proposals.again(expert, { visit: id, seen: 1, slots: [slot(21), slot(22)] }, 'again');
    expect(await queries.one(link, id)).toMatchObject({ waitsFor: 'company', wish: null, sequence: 2 });
    await answers.choose(coordinator, { visit: id, seen: 2, slot: 1 }, 'by phone');
    await expect(
      proposals.execute(expert, proposal([slot(21, '11:00', '13:00')]), 'x'),
    ).rejects.toMatchObject({
      code: 'visit.slot-taken',
      subject: '1',
    });
    // Somebody else is free then.
    const other = await proposals.execute(coordinator, proposal([slot(21, '11:00', '13:00')]), 'three');
    await answers.cancel(coordinator, { visit: other.id, seen: 0, reason: 'Test.' }, 'off');
  });

  it('agree on one of two dates that the same person was offered for at once', async () => {
    const slots = [slot(30)];
    const both = await Promise.all(['a', 'b'].map((key) => proposals.execute(expert, proposal(slots), key)));
    const outcomes = await Promise.allSettled(
      both.map(({ id }, index) =>
        answers.choose(coordinator, { visit: id, seen: 0, slot: 1 }, String(index)),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).toMatchObject({ code: 'visit.slot-taken' });
    const views = await queries.ofCase(coordinator, reference);
    expect(views.filter(({ startsAt, state }) => state === 'confirmed' && startsAt !== null)).toHaveLength(2);
    expect(views.find(({ state }) => state === 'proposed')?.slots).toMatchObject([{ fate: 'taken' }]);
  });

  it('are proposed by whoever stands in for an expert, who comes in that one’s place: the record names both', async () => {
    const away = expert.viewer;
    const days = { startsOn: slot(0).day, endsOn: slot(3).day };
    const substitution = await fixture
      .get(ArrangeSubstitution)
      .execute(away, { programme: 'CCP-MA', person: away.person, substitute: 'P-033', ...days });
    const substitute = await fixture.actor('P-033');
    const { person, name } = substitute.viewer;
    const { visitors } = await queries.ground(substitute, reference);
    expect(visitors.filter(({ standsInFor }) => standsInFor !== null)).toEqual([
      { person, name, role: 'expert', standsInFor: { person: away.person, name: away.name } },
    ]);
    const { id } = await proposals.execute(substitute, proposal([slot(45)]), 'instead');
    expect(await queries.one(coordinator, id)).toMatchObject({
      visitors: [{ person, name, standsInFor: away.name }],
      changes: [{ kind: 'proposed', personName: name, onBehalfOfName: away.name }],
    });
    await answers.cancel(coordinator, { visit: id, seen: 0, reason: 'Test.' }, 'instead off');
    const { changes } = await queries.one(coordinator, id);
    expect(changes.at(-1)).toMatchObject({ personName: coordinator.viewer.name, onBehalfOfName: null });
    await fixture.get(ArrangeSubstitution).end(away, substitution.id);
    await expect(
      proposals.execute(coordinator, { ...proposal([slot(45)]), visitors: [person] }, 'too late'),
    ).rejects.toMatchObject({ code: 'visit.visitor' });
  });

  it('are closed to other companies, the committee, partners and observers', async () => {
    const [view] = await queries.ofCase(coordinator, reference);
    const id = view?.id ?? '';
    for (const person of ['P-021', 'P-031', 'P-041', neighbour]) {
      const outsider = await fixture.actor(person);
      await expect(queries.ofCase(outsider, reference)).rejects.toMatchObject({
        kind: person === neighbour ? 'not-found' : 'forbidden',
      });
      await expect(answers.cancel(outsider, { visit: id, seen: 0, reason: 'x' }, 'x')).rejects.toMatchObject({
        kind: person === neighbour ? 'not-found' : 'forbidden',
      });
      expect(await queries.list(outsider.viewer, 'upcoming')).toEqual([]);
    }
    const own = await fixture.actor(director);
    const upcoming = await queries.list(own.viewer, 'upcoming', { mine: true });
    expect(upcoming.length).toBeGreaterThan(0);
    // Who stands in for the director finds them, too.
    const away = { ...own.viewer, programme: 'CCP-MA', until: Number.MAX_SAFE_INTEGER };
    const substitute = { ...(await fixture.actor(neighbour)).viewer, standsInFor: [away] };
    const found = await queries.list(substitute, 'upcoming');
    expect(found.map((one) => one.id)).toEqual(upcoming.map((one) => one.id));
    const today = localDateAt(calendar, fixture.clock.now());
    const due = async (viewer: Viewer) => {
      const days = { from: today, to: addDays(today, 90) };
      const dates = await fixture.get(DueDates).between(viewer, days, fixture.clock.now());
      return dates.map((date) => date.id);
    };
    expect(await due(own.viewer)).not.toEqual([]);
    expect(await due(substitute)).toEqual(await due(own.viewer));
    await expect(proposals.execute(own, proposal([slot(40)]), 'own')).rejects.toMatchObject({
      kind: 'forbidden',
    });
    const copied = { ...(await byLink(id)), channel: 'copied-link' as const };
    await expect(queries.one(copied, id)).rejects.toMatchObject({ code: 'link.other-item' });
  });

  it('are remembered once, on the working day before', async () => {
    const upcoming = await queries.list(expert.viewer, 'upcoming', { mine: true });
    const next = upcoming[0];
    if (!next?.startsAt) throw new Error('No visit is agreed.');
    const reminders = async () =>
      (await mailsOf(next.id)).filter(({ outcome }) => outcome === 'reminder').map(({ person }) => person);
    await fixture.get(Sweep).run();
    expect(await reminders()).toEqual([]);
    fixture.clock.set(next.startsAt - 3_600_000);
    await fixture.get(Sweep).run();
    await fixture.get(Sweep).run();
    expect((await reminders()).sort()).toEqual([expert.viewer.person, director].sort());
  });

  it('are withdrawn with their invitations when the case stops', async () => {
    const wanted = proposal([slot(50)]);
    const proposed = await proposals.execute(expert, wanted, 'four');
    const { id } = proposed;
    const other = await proposals.execute(expert, proposal([slot(48), slot(49)]), 'kept');
    const chosen = { visit: other.id, seen: 0, slot: 2 };
    const dated = await answers.choose(coordinator, chosen, 'choose kept');
    await fixture.get(SuspendCase).execute(coordinator, { reference, reason: 'Incendie.' }, 'suspend');
    const link = await byLink(id);
    await expect(answers.choose(link, { visit: id, seen: 0, slot: 1 }, 'late')).rejects.toMatchObject({
      code: 'visit.suspended',
    });
    // I11: who asks once more whether it was done hears what was said the first time.
    expect(await proposals.execute(expert, wanted, 'four')).toEqual(proposed);
    expect(await answers.choose(coordinator, chosen, 'choose kept')).toEqual(dated);
    await expect(answers.choose(coordinator, { ...chosen, slot: 1 }, 'choose kept')).rejects.toMatchObject({
      code: 'request.reused',
    });
    const swept = await fixture.get(Sweep).run();
    expect(swept?.withdrawn).toContain(id);
    const views = await queries.ofCase(coordinator, reference);
    const ahead = views.filter(({ state, isOver }) => ['proposed', 'confirmed'].includes(state) && !isOver);
    expect(ahead).toEqual([]);
    const agreed = views.find(({ state, startsAt }) => state === 'withdrawn' && startsAt !== null);
    expect(await entry('director.olv-02@example.org', agreed?.id ?? '')).toMatchObject({ METHOD: 'CANCEL' });
    expect((await fixture.get(Sweep).run())?.withdrawn).toEqual([]);
    await expect(proposals.execute(expert, proposal([slot(51)]), 'five')).rejects.toMatchObject({
      code: 'visit.suspended',
    });
  });
});
