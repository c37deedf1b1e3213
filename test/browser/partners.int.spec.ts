import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { kindOf, tour, type Stop } from '../api/tour.js';
import { browserPath } from './browser.js';
import { DiagnosedCase } from './diagnosed-case.js';
import { PageInspector } from './page-inspection.js';
import { Visitors } from './visitors.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

/** Everybody who signs in beside those who run the programme, and what is theirs to do. */
const guests: readonly (readonly [who: string, person: string, task: string | null])[] = [
  ['a partner who signs', 'P-026', 'signature-a'],
  ['an observer', 'P-041', null],
  ['an expert', 'P-011', null],
  ['a member of the committee', 'P-031', null],
];

inBrowser('the console of guests', () => {
  let visitors: Visitors;
  let reference: string;

  beforeAll(async () => {
    visitors = await Visitors.open(executable ?? '');
    const [{ token: expert }, { token: director }] = [
      await visitors.account('P-011'),
      await visitors.account('P-107'),
    ];
    const diagnosed = await DiagnosedCase.open(visitors, 'OLV-03', { expert, director });
    await diagnosed.reported();
    ({ reference } = diagnosed);
    await openAgreement();
  }, 240_000);

  afterAll(() => visitors.close());

  /** Between the school and the centre, ready to be signed. */
  async function openAgreement(): Promise<void> {
    const { token } = await visitors.account('P-001');
    const input = { programme: 'CCP-MA', organisation: 'EIT-X', definition: 'partnership-agreement' };
    const task = `${(await visitors.api<{ reference: string }>('cases', input)).reference}.draft.1`;
    const content = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
    const file = { field: 'document', name: 'convention.pdf', content };
    const document = await visitors.upload(`tasks/${task}/documents`, token, file);
    const answers = { subject: 'Stages en usine', startsOn: '2027-03-01', document: [document] };
    await visitors.api(`tasks/${task}/completion`, { answers }, token);
  }

  async function walked(page: Page): Promise<readonly Stop[]> {
    const cookies = await page.context().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return tour(async (address) => {
      const answer = await fetch(`${visitors.installation.base}${address}`, { headers: { cookie } });
      return { status: answer.status, html: await answer.text() };
    }, '/console');
  }

  it.each(guests)(
    'of %s: every link leads to a page, and each kind of page is one for everybody',
    async (_, person, task) => {
      const page = await visitors.signIn('/console', await visitors.account(person));
      const stops = await walked(page);
      expect(
        stops.filter(({ status }) => status !== 200).map(({ address, from }) => [from, address]),
      ).toEqual([]);
      expect(stops.map(({ address }) => address)).toContain(`/console/cases/${reference}`);
      const isPage = ({ html }: Stop) => html.startsWith('<!doctype html>');
      const kinds = new Map(stops.filter(isPage).map((stop) => [kindOf(stop.address), stop.address]));
      expect(kinds.size).toBeGreaterThan(12);
      const inspector = await PageInspector.of(page, visitors.installation.base);
      const problems: Record<string, readonly string[]> = {};
      for (const address of kinds.values()) {
        const { faults } = await inspector.inspect(address);
        if (faults.length > 0) problems[address] = faults;
      }
      expect(problems).toEqual({});
      if (task !== null) {
        await page.goto(`${visitors.installation.base}/console`);
        await page.locator(`a[href*=".${task}."]`).first().waitFor();
      }
      await page.context().close();
    },
    240_000,
  );
});
