import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LinkTokens } from '#libs/identity';
import { CaseLog, Handovers } from '#libs/persistence';
import { mailedTo } from '../../libs/testing/src/inbox.js';
import { ActingCase, dayFromNow } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { ConsoleVisitor } from './console-visitor.js';
import { coordinator, usual } from './refusals.js';

const director = 'P-107';
const karim = { name: 'Karim Alaoui', function: 'Responsable technique', email: 'karim@example.org' };

interface Posted {
  readonly status: number;
  readonly location: string;
  readonly html: string;
}

describe('a step handed over to a colleague', () => {
  let fixture: ApiFixture;
  let file: ActingCase;
  let link: string;

  beforeAll(async () => {
    fixture = await apiFixture({ withConsole: true });
    file = await ActingCase.opened(fixture, 'OLV-03');
    link = await linkOf('application');
  }, 180_000);
  afterAll(() => fixture.close(), 60_000);

  async function linkOf(key: string, via?: string): Promise<string> {
    const subject = { reference: file.reference, item: file.id(key), person: director };
    const copied = via === undefined ? {} : { via };
    const { token } = await fixture.app
      .get(LinkTokens)
      .issue({ ...subject, ...copied }, Date.now() + 86_400_000);
    return `/t/${token}`;
  }

  async function get(path: string): Promise<Posted> {
    const answer = await fetch(`${fixture.url}${path}`, { redirect: 'manual' });
    return {
      ...{ status: answer.status, location: answer.headers.get('location') ?? '' },
      html: await answer.text(),
    };
  }

  async function post(path: string, fields: Readonly<Record<string, string>>): Promise<Posted> {
    const answer = await fetch(`${fixture.url}${path}`, {
      ...{ method: 'POST', redirect: 'manual' as const },
      body: new URLSearchParams(fields),
    });
    return {
      ...{ status: answer.status, location: answer.headers.get('location') ?? '' },
      html: await answer.text(),
    };
  }

  const sealOf = async (path: string) => {
    const { html } = await get(`${path}?lang=en`);
    return /name="seal" value="([^"]+)"/.exec(html)?.[1] ?? '';
  };

  async function handOver(
    path: string,
    to: Readonly<Partial<typeof karim & { language: string; elsewhere: string }>> = {},
    key = Math.random().toString(36),
  ): Promise<Posted> {
    const { language = 'ar', elsewhere, ...words } = { ...karim, ...to };
    return post(`${path}?lang=en`, {
      ...{ seal: await sealOf(path), do: 'hand-over', key, 'colleague-language': language },
      ...{ 'colleague-name': words.name, 'colleague-function': words.function },
      ...{ 'colleague-email': words.email, ...(elsewhere && { 'colleague-elsewhere': elsewhere }) },
    });
  }

  it('says what is wrong with an address, keeps what was typed, and mails nobody', async () => {
    const seq = await file.seq();
    for (const [to, words] of [
      [{ name: ' ' }, 'Give the name and the function'],
      [{ email: 'karim' }, 'This e-mail address is not complete'],
      [{ email: 'Director.OLV-03@example.org' }, 'This is your own address'],
      [{ email: 'karim@exemple.org' }, 'does not end like yours'],
    ] as const) {
      const answer = await handOver(link, to);
      expect([answer.status, answer.html]).toEqual([422, expect.stringContaining(words)]);
      expect(answer.html).toContain('value="Responsable technique"');
    }
    expect((await get(`${link}?lang=en`)).html).not.toContain('Handed over to');
    expect(await file.seq()).toBe(seq);
  });

  it('comes to the colleague once, in the language chosen, with a link to this step alone', async () => {
    const seal = await sealOf(link);
    const body = {
      ...{ seal, do: 'hand-over', key: 'the-same-form', 'colleague-language': 'ar' },
      ...{ 'colleague-name': karim.name, 'colleague-function': karim.function },
      'colleague-email': karim.email,
    };
    const [first, second] = await Promise.all([post(`${link}?lang=en`, body), post(`${link}?lang=en`, body)]);
    for (const { status, location } of [first, second])
      expect([status, location]).toEqual([303, `${link}?lang=en&handed=1`]);
    const mails = await mailedTo(fixture.inbox, karim.email);
    expect(mails).toHaveLength(1);
    expect(mails[0].html).toContain('dir="rtl"');
    expect(mails[0].text).toContain('كلّفكم');
    expect((await handOver(link, { email: 'KARIM@example.org' })).status).toBe(409);

    const here = await get(`${link}?lang=en&handed=1`);
    expect(here.html).toContain('Sent. Your colleague has a link to this step.');
    expect(here.html).toContain('karim@example.org');
    const own = colleagueLink(mails[0].text);
    expect(own).not.toBe(link);
    const page = await get(own);
    expect(page.html).toContain('dir="rtl"');
    expect(page.html).toContain(karim.function);
    // Nothing of the file, no leave, nothing to pass on, and no colleague's address.
    for (const absent of ['/file?lang', '/leave?lang', 'hand-over', karim.email])
      expect(page.html).not.toContain(absent);
    const elsewhere = await get(`${own}/file`);
    expect([elsewhere.status, elsewhere.location]).toEqual([303, own]);
    expect((await handOver(own, { email: 'other@example.org' })).status).toBe(403);
    expect(
      (await handOver(await linkOf('application', coordinator), { email: 'x@example.org' })).status,
    ).toBe(403);
    expect(JSON.stringify(await fixture.app.get(CaseLog).load(file.reference))).not.toContain('Karim');
  });

  it('is shown to the coordinator, with what became of the mail', async () => {
    const people = await file.read(coordinator, `tasks/${file.id('application')}`);
    expect(people.handovers).toMatchObject([{ ...karim, mail: 'sent', item: file.id('application') }]);
    expect((await file.read('P-031', `tasks/${file.id('application')}`)).handovers).toEqual([]);
    const { mails } = await file.view();
    expect((mails as { notice: string }[]).filter(({ notice }) => notice === 'handover')).toMatchObject([
      { personName: karim.name, state: 'sent' },
    ]);
  });

  it('opens this step alone to the colleague, whatever address is tried behind the link', async () => {
    const [mail] = await mailedTo(fixture.inbox, karim.email);
    const own = colleagueLink(mail.text);
    const seal = await sealOf(own);
    const rhythm = await get(`${own}/mail`);
    expect([rhythm.status, rhythm.location]).toEqual([303, own]);
    await post(`${own}/mail`, { seal, mailRhythm: 'weekly' });
    expect((await file.read('admin', `people/${director}`)).mailRhythm).toBe('single');

    const slots = [{ day: dayFromNow(20), from: '10:00', to: '12:00' }];
    const { body } = await call(fixture, 'POST', `/api/v1/${file.path('visits')}`, {
      as: coordinator,
      body: { slots, place: 'Usine', functions: ['director'] },
    });
    const visit = `${own}/visits/${String(body.id)}`;
    expect((await get(visit)).status).toBe(403);
    expect((await post(visit, { seal, do: 'choose', seen: '0', slot: '1', key: 'k' })).status).toBe(403);
    expect((await file.read(coordinator, `visits/${String(body.id)}`)).state).toBe('proposed');
  });

  it('is taken back by who handed it over: the colleague’s link says so and whom to ask, and gives what was typed back', async () => {
    const samira = { name: 'Samira Tazi', function: 'Comptable', email: 'samira@example.org' };
    expect((await handOver(link, samira)).status).toBe(303);
    const [mail] = await mailedTo(fixture.inbox, samira.email);
    const own = colleagueLink(mail.text);
    const seal = await sealOf(own);
    const handover = await idOf(samira.email);
    const takeBack = (path: string, sealed: string) =>
      post(`${path}?lang=en`, { seal: sealed, do: 'take-back', handover });
    expect((await takeBack(own, seal)).status).toBe(403);
    expect((await takeBack(await linkOf('application', coordinator), seal)).status).toBe(403);
    const back = [await takeBack(link, await sealOf(link)), await takeBack(link, await sealOf(link))];
    const there = [303, `${link}?lang=en&taken-back=1`];
    expect(back.map(({ status, location }) => [status, location])).toEqual([there, there]);
    const here = await get(`${link}?lang=en&taken-back=1`);
    expect(here.html).toContain('Taken back: your colleague’s link no longer opens this step.');
    expect(here.html).toContain('Taken back on');

    const gone = await get(`${own}?lang=en`);
    expect([gone.status, gone.html]).toEqual([410, expect.stringContaining('no longer asked for this step')]);
    expect(gone.html).toMatch(/OLV-03.{0,9} has taken it back/);
    expect(gone.html).toContain('A question? Call');
    expect(gone.html).not.toContain(file.reference);
    const typed = { do: 'save', key: 'late', version: '0', town: 'Fès, lot 12' };
    const late = await post(`${own}?lang=en`, { ...typed, seal });
    expect([late.status, late.html]).toEqual([410, expect.stringContaining('Fès, lot 12')]);
    expect(late.html).toContain('Town or industrial zone');
    // No way around it: neither another link, nor the file, nor a document.
    await post(`${own}?lang=en`, { seal, do: 'fresh-link' });
    expect((await get(`${own}?lang=en`)).status).toBe(410);
    expect((await get(`${own}/file`)).location).toBe(own);
    expect(await mailedTo(fixture.inbox, samira.email)).toHaveLength(1);
    // The address may be handed it again; whoever looks after the case ends that, on the case’s page.
    expect((await handOver(link, samira)).status).toBe(303);
    const again = await idOf(samira.email);
    const desk = await ConsoleVisitor.of(fixture, coordinator);
    const people = await desk.get(`/console/cases/${file.reference}/people?lang=en`);
    expect(people.html).toContain(`name="handover" value="${again}"`);
    const fields = { do: 'take-back', handover: again };
    expect((await desk.post(`/console/items/${file.id('application')}`, fields)).status).toBe(303);
    const [second] = await mailedTo(fixture.inbox, samira.email, undefined, 2);
    const ended = await get(`${colleagueLink(second.text)}?lang=en`);
    expect(ended.html).toMatch(/has ended this for the coordination/);
  });

  it('I15: stands in the trail when it happens, with names for those who may read them', async () => {
    const trail = async (person: string) => {
      const visitor = await ConsoleVisitor.of(fixture, person);
      return (await visitor.get(`/console/cases/${file.reference}/trail?lang=en&kind=steps`)).html;
    };
    const seen = await trail(coordinator);
    expect(seen).toMatch(
      /Handed over to .{0,3}Karim Alaoui.{0,3}, .{0,3}Responsable technique.{0,3} \(declared\)/,
    );
    expect(seen).toMatch(/Taken back from .{0,3}Samira Tazi/);
    const onlooker = await trail('P-041');
    expect(onlooker).toContain('Handed over to a colleague in the company');
    expect(onlooker).toContain('Taken back from a colleague in the company');
    expect(onlooker).not.toMatch(/Karim|Samira|Comptable/);
    expect(JSON.stringify(await fixture.app.get(CaseLog).load(file.reference))).not.toContain('Samira');
  });

  it('makes no mailing list of a step, however many forms are posted at once', async () => {
    const before = (await fixture.app.get(Handovers).ofItem(file.id('application'))).length;
    expect(before).toBe(3);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((one) => handOver(link, { email: `colleague.${one}@example.org` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 303, 409, 409, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.html).toMatch(/value="colleague\.\d@example\.org"/);
  });

  it('is handed in under the colleague’s name; the director gets the receipt, and signs alone', async () => {
    const [mail] = await mailedTo(fixture.inbox, karim.email);
    const own = colleagueLink(mail.text);
    const { form, ...answers } = { form: 'application', ...usual('application') };
    expect(form).toBe('application');
    const fields = Object.entries(answers).map(([name, value]) => [
      name,
      value === true ? 'yes' : String(value),
    ]);
    const sent = await post(`${own}?lang=en`, {
      ...Object.fromEntries(fields),
      ...{ seal: await sealOf(own), do: 'submit', key: 'submitted', version: '0' },
      // Whose link it is is known: nobody else is declared by what no page of ours asks.
      ...{ _who: 'colleague', _name: 'Brahim Amrani', _function: 'Directeur' },
    });
    expect([sent.status, sent.location]).toEqual([303, `${own}?lang=en`]);
    const last = (await file.trail()).at(-1);
    expect(last).toMatchObject({
      ...{ person: director, channel: 'link' },
      declared: { name: karim.name, function: karim.function },
    });
    await mailedTo(fixture.inbox, 'director.olv-03@example.org', ({ subject }) => /توصلنا/.test(subject));
    expect((await get(`${link}?lang=en`)).html).toContain('Received, thank you');
    await file.complete(coordinator, 'eligibility');
    const commitment = await linkOf('commitment');
    expect((await get(`${commitment}?lang=en`)).html).not.toContain('hand-over');
    expect((await handOver(commitment)).status).toBe(403);
  });

  it('keeps the language that a person chooses for their mails, and no colleague’s', async () => {
    const choose = async (path: string, language: string) =>
      post(`${path}/language`, { seal: await sealOf(path), language, page: 'item' });
    expect((await get(`${link}?lang=ar`)).html).not.toContain('/language');
    expect((await get(`${link}?lang=fr`)).html).toContain(`${link}/language?lang=fr`);
    expect((await file.read('admin', `people/${director}`)).language).toBe('ar');
    const kept = await choose(link, 'fr');
    expect([kept.status, kept.location]).toEqual([303, `${link}?lang=fr&kept=1`]);
    expect((await get(kept.location)).html).toContain('nous vous écrirons désormais en français');
    expect((await file.read('admin', `people/${director}`)).language).toBe('fr');
    const { items } = await file.read('admin', `people/${director}/changes`);
    expect((items as object[])[0]).toMatchObject({
      kind: 'person-changed',
      detail: { before: { language: 'ar' }, after: { language: 'fr' } },
    });
    // Nothing by a copied link, without the page's seal, or in a language that nobody writes.
    const copied = await linkOf('application', coordinator);
    await choose(copied, 'es');
    await post(`${link}/language`, { seal: 'x.y', language: 'es' });
    await choose(link, 'de');
    expect((await file.read('admin', `people/${director}`)).language).toBe('fr');
  });

  /** Of the newest handover to an address. */
  async function idOf(email: string): Promise<string> {
    const { handovers } = await file.read(coordinator, `tasks/${file.id('application')}`);
    return String((handovers as { id: string; email: string }[]).find((one) => one.email === email)?.id);
  }

  /** Path of the link that a mail holds. */
  function colleagueLink(text: string): string {
    return /\/t\/[\w.-]{60,}/.exec(text)?.[0] ?? '';
  }
});
