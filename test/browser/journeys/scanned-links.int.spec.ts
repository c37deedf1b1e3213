import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { DATABASE, type Database } from '#libs/persistence';
import { browserPath } from '../browser.js';
import { Journey } from './journey.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

/** What programs call themselves that open the links of a mail before its reader does. */
const scanners = [
  'Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.1; Trident/6.0) Microsoft Safe Links',
  'Barracuda Sentinel (EE)',
  'GoogleImageProxy',
  'curl/8',
];

inBrowser('a link that a scanner opens before its reader does', () => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin(executable ?? '', 'fr', 'OLV-02');
    await journey.open('P-001');
  }, 120_000);

  afterAll(() => journey.close());

  /** Every row of every table, as one number a table; but for those of open browsers, which have nothing to do with a link. */
  async function everything(): Promise<Readonly<Record<string, string>>> {
    await journey.settled();
    const { db } = journey.fixture.app.get<Database>(DATABASE);
    const tables = await db.execute<{ name: string }>(
      sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'sessions'`,
    );
    const hashes: Record<string, string> = {};
    for (const { name } of tables.rows) {
      const found = await db.execute<{ hash: string | null }>(
        sql`select md5(string_agg(t::text, chr(10) order by t::text)) as hash from ${sql.identifier(name)} t`,
      );
      hashes[name] = found.rows[0]?.hash ?? 'empty';
    }
    return hashes;
  }

  it('I2: changes nothing, whatever it opens of all that the pages name, and the person hands in', async () => {
    const link = await journey.letters.linkTo('director.olv-02', [journey.words.title('application')]);
    const before = await everything();
    const opened = await scan(link);
    expect(opened.map((address) => address.replace(link, ''))).toEqual(
      expect.arrayContaining(['', '/file?lang=fr', '/leave?lang=fr', '?lang=ar', '/file?lang=ar']),
    );
    expect(await everything()).toEqual(before);
    await journey.byMail('director', 'application');
    expect((await everything())['acts']).not.toBe(before['acts']);
  }, 120_000);

  it('I2: changes nothing once its step is done, and opens its papers to nobody else', async () => {
    const link = await journey.letters.linkTo('director.olv-02', [journey.words.title('application')]);
    const before = await everything();
    expect((await scan(link)).length).toBeGreaterThan(5);
    expect(await everything()).toEqual(before);
  }, 60_000);

  it('I2: decides nothing; a person decides with the code that the address of the mail was sent', async () => {
    const { words, letters } = journey;
    await journey.atDesk('P-001', 'eligibility', { variant: 'not-eligible' });
    const title = words.title('admission');
    const link = await letters.linkTo('committee.3', [title]);
    const before = await everything();
    await scan(link);
    expect(await everything()).toEqual(before);

    const member = await journey.newcomer('phone');
    await member.follow(link, title);
    await member.decide({ outcome: 'approve' }, 'code.title');
    expect((await everything())['transitions']).toBe(before['transitions']);
    const [code] = await letters.find('committee.3', [title], /(?<!\d )\b\d{3} \d{3}\b(?! \d)/);
    await member.page.getByLabel(words.say('code.label'), { exact: true }).fill(code);
    await member.press('button.confirm', 'decision.own');
    expect((await everything())['transitions']).not.toBe(before['transitions']);
    await member.leave();
  }, 120_000);
});

/** Opens an address and all that its pages name on the same installation, in every way that reads; answers what it has opened. */
async function scan(start: string): Promise<readonly string[]> {
  const found = [start];
  for (const [index, address] of found.entries())
    for (const method of ['HEAD', 'OPTIONS', 'GET']) {
      const headers = { 'user-agent': scanners[index % scanners.length] ?? '' };
      const answer = await fetch(address, { method, headers, redirect: 'manual' });
      const named = [...addressesIn(await answer.text()), answer.headers.get('location') ?? ''];
      expect([address, method, answer.status < 500]).toEqual([address, method, true]);
      for (const { origin, href } of named.map((each) => new URL(each.replace(/#.*/, ''), address)))
        if (origin === new URL(start).origin && !found.includes(href)) found.push(href);
    }
  return found;
}

function addressesIn(html: string): readonly string[] {
  const attributes = html.matchAll(/\b(?:href|src|action|formaction|hx-get)="([^"]*)"/g);
  return [...attributes].map(([, address = '']) => address.replaceAll('&amp;', '&'));
}
