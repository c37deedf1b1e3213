import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { moneyText } from '#libs/wording';
import { browserPath } from '../browser.js';
import { Journey } from './journey.js';
import { plain } from './words.js';

const executable = browserPath();
const inBrowser = executable === undefined ? describe.skip : describe;

const [coordinator, expert, verifier, centre] = ['P-001', 'P-011', 'P-012', 'P-021'];
/** On the committee for the donor and for the confederation. */
const [donor, confederation] = ['P-034', 'P-032'];

/** Each goes on where the one before it ended: eighteen months of one company, each step by whoever it waits for. */
inBrowser.each([
  ['fr', 'OLV-01', 'Envoyer le devis signé de l’isolation.'],
  ['ar', 'OLV-03', 'إرسال عرض الأثمان الموقع الخاص بالعزل.'],
] as const)('the whole reference path by clicking only, in %s', (language, organisation, condition) => {
  let journey: Journey;

  beforeAll(async () => {
    journey = await Journey.begin(executable ?? '', language, organisation);
  }, 120_000);

  afterAll(() => journey.close());

  const standsAt = async (stage: string) =>
    expect(await (await journey.file(coordinator)).station()).toContain(journey.words.title(stage));

  it('opens from the console, and is admitted by the donor and one other organisation', async () => {
    await journey.open(coordinator);
    await journey.byMail('director', 'application');
    await journey.atDesk(coordinator, 'eligibility');
    await journey.byMail('director', 'commitment');
    await journey.decides(donor, 'admission', { outcome: 'approve' }, true);
    await standsAt('enrolment');
    await journey.decides(confederation, 'admission', { outcome: 'approve' });
    await standsAt('diagnostic');
  }, 120_000);

  it('is diagnosed on the day agreed, from photographed bills, and the report is validated', async () => {
    await journey.byMail('technical', 'data-request', { variant: 'photographed-bills' });
    await journey.atDesk(expert, 'visit-plan');
    await journey.pass(12);
    await journey.atDesk(expert, 'visit');
    await journey.atDesk(expert, 'report');
    await journey.byMail('director', 'comments', { variant: 'corrections' });
    await journey.decides(coordinator, 'validation', { outcome: 'approve' });
    await standsAt('action-plan');
  }, 120_000);

  it('gets its measures, of which it chooses two; the plan is approved on a condition, which it meets', async () => {
    await journey.atDesk(expert, 'options', { answers: { options: journey.measures } });
    await journey.byMail('director', 'choice', { variant: 'two-measures' });
    await journey.atDesk(centre, 'opinion', { variant: 'with-remarks' });
    const date = journey.day(20);
    await journey.decides(coordinator, 'conformity', {
      outcome: 'approve',
      condition: { text: condition, date },
    });
    await journey.byMail('director', 'condition-conformity-1', { title: condition });
    await standsAt('implementation');
  }, 120_000);

  it('reports each measure on its day, and somebody who did not recommend it verifies it', async () => {
    await journey.pass(45);
    await journey.byMail('technical', 'evidence-m4', { variant: 'implemented' });
    await journey.atDesk(verifier, 'verification-m4');
    await journey.pass(15);
    await journey.byMail('technical', 'evidence-m1', { variant: 'partly' });
    await journey.atDesk(verifier, 'verification-m1');
    await standsAt('results');
  }, 120_000);

  it('shows what a season brought, consents to its sheet, and ends once the committee publishes it', async () => {
    await journey.pass(150);
    await journey.byMail('technical', 'follow-up');
    await journey.atDesk(verifier, 'results-verification');
    await journey.atDesk(expert, 'sheet');
    await journey.byMail('director', 'consent');
    await journey.decides(confederation, 'publication-approval', { outcome: 'approve' });
  }, 120_000);

  it('can be read as a story by its coordinator, from the opening to its end', async () => {
    const { words } = journey;
    const file = await journey.file(coordinator, true);
    expect(await file.states()).toBe(words.outcome('completed'));
    const done = (task: string) =>
      words.say('event.task-completed', { title: words.title(task), transcript: 'none' });
    const entered = (stage: string) => words.say('event.stage-entered', { stage: words.title(stage) });
    const approved = (approval: string) =>
      words.say('event.approval-decided', {
        ...{ title: words.title(approval), outcome: words.say('outcome.approve'), because: 'voice' },
      });
    const settled = (measure: string, outcome: string) =>
      words.say('event.milestone-settled', {
        milestone: journey.measure(measure),
        outcome: words.say(`milestone.${outcome}`),
      });
    const story = await file.trail();
    const told = [
      ...[words.say('event.case-opened'), done('application'), done('eligibility'), done('commitment')],
      ...[approved('admission'), entered('diagnostic'), done('data-request'), done('visit'), done('report')],
      ...[done('comments'), approved('validation'), entered('action-plan'), done('options'), done('choice')],
      ...[done('opinion'), approved('conformity'), condition, settled('m4', 'implemented')],
      ...[settled('m1', 'partly'), entered('results'), done('follow-up'), done('results-verification')],
      ...[entered('dissemination'), done('sheet'), done('consent'), entered('publication')],
      ...[approved('publication-approval')],
      words.say('event.case-closed', { outcome: words.outcome('completed') }),
    ];
    expect(missing(story, told)).toEqual([]);
    // Nothing is called by its number where people read.
    expect(story.filter((line) => line.includes(`${journey.reference}.`))).toEqual([]);
  }, 60_000);

  it('tells the company on its own page that it is done, and what it gained', async () => {
    const { words } = journey;
    const director = await journey.onPhone('director', 'consent');
    const { page } = director;
    await page.getByRole('link', { name: words.say('file.link'), exact: true }).click();
    await page.getByText(words.outcome('completed')).first().waitFor();
    await director.look();
    const saving = Number(journey.measures[3]?.['yearlySaving']);
    const amount = moneyText(language, saving, 'MAD');
    expect(await page.getByText(words.say('file.a-year', { amount })).count()).toBe(1);
    expect(await page.getByRole('heading', { name: words.say('file.owed') }).count()).toBe(0);
    await director.leave();
  }, 60_000);

  it('has met nothing on the way that keeps a reader out, fails, or comes from elsewhere', () => {
    expect(journey.watch.looks).toBeGreaterThan(70);
    expect(journey.watch.faults).toEqual([]);
  });
});

/** What is not told after that which stands before it. */
function missing(story: readonly string[], told: readonly string[]): readonly string[] {
  let at = 0;
  return told.filter((sentence) => {
    const found = story.findIndex((line, index) => index >= at && line.includes(plain(sentence)));
    if (found >= 0) at = found;
    return found < 0;
  });
}
