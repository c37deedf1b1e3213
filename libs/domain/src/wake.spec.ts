import { describe, expect, it } from '@jest/globals';
import { CaseJourney, sampleActors, sampleCalendar, sampleRules, shortRules, shortTask } from '#libs/testing';
import { localTimeAt } from './business-time.js';
import { describeWake, initialState, nextWake, type NoticeEvent } from './index.js';

const { director, coordinator } = sampleActors;

function mails(journey: CaseJourney): readonly [string, number | null, string][] {
  return journey.log.flatMap(({ at, events }) =>
    events
      .filter((event): event is NoticeEvent => event.type === 'notice' && event.rung !== null)
      .map(({ notice, rung }): [string, number | null, string] => [
        notice,
        rung,
        localTimeAt(sampleCalendar, at),
      ]),
  );
}

describe('reminders', () => {
  it('climb the ladder, mark the item overdue, and end in an escalation', () => {
    const journey = CaseJourney.opened();
    journey.passTo(Date.UTC(2026, 5, 1));
    // Due Wednesday 15 April, 16:30.
    expect(mails(journey)).toEqual([
      ['reminder', 0, '2026-04-08 09:00'],
      ['reminder', 1, '2026-04-14 09:00'],
      ['reminder', 2, '2026-04-17 09:00'],
      ['escalation', 3, '2026-04-22 09:00'],
    ]);
    const task = journey.state.tasks[journey.openId('candidature')];
    expect(task).toMatchObject({ overdue: true, rung: 4 });
    expect(nextWake(journey.state)).toBeNull();
    const last = journey.log.at(-1)?.events[0];
    expect(last).toMatchObject({ notice: 'escalation', to: { role: 'coordinator' }, of: 4 });
  });

  it('I5: of several rungs reached at once only the latest is sent', () => {
    const journey = CaseJourney.opened();
    journey.now = Date.UTC(2026, 3, 18);
    journey.send({ type: 'wake' });
    expect(mails(journey)).toEqual([['reminder', 2, '2026-04-18 01:00']]);
    expect(journey.log.at(-1)?.events.map(({ type }) => type)).toEqual(['item-overdue', 'notice']);
    journey.send({ type: 'wake' });
    expect(journey.log.at(-1)?.events).toEqual([]);
  });

  it('I5: none for a rung that had passed before the task opened', () => {
    const [enrolment, ...others] = sampleRules.stages;
    const [candidature, ...tasks] = enrolment!.tasks;
    const soon = {
      ...candidature!,
      due: { from: 'opening', duration: { amount: 3, unit: 'working days' } },
    } as const;
    const rules = { ...sampleRules, stages: [{ ...enrolment!, tasks: [soon, ...tasks] }, ...others] };
    const journey = CaseJourney.opened({ rules });
    expect(journey.state.tasks[journey.openId('candidature')]?.rung).toBe(1);
    journey.passTo(Date.UTC(2026, 3, 4));
    expect(mails(journey)).toEqual([['reminder', 1, '2026-04-03 09:00']]);
  });

  it('I5: none after the task is done', () => {
    const journey = CaseJourney.opened();
    const id = journey.openId('candidature');
    journey.complete(director, 'candidature');
    journey.passTo(Date.UTC(2026, 5, 1));
    const about = journey.log.flatMap(({ events }) =>
      events.filter((event) => event.type === 'notice' && event.item === id && event.rung !== null),
    );
    expect(about).toEqual([]);
  });
});

describe('the next wake', () => {
  it('is described for the timer', () => {
    const journey = CaseJourney.opened();
    const words: string[] = [];
    for (let wake = nextWake(journey.state); wake; wake = nextWake(journey.state)) {
      words.push(describeWake(wake));
      journey.passTo(wake.at);
    }
    expect(words).toEqual([
      'Reminder 1 of 4: candidature',
      'Reminder 2 of 4: candidature',
      'Overdue: candidature',
      'Reminder 3 of 4: candidature',
      'Escalation 4 of 4: candidature',
    ]);
  });

  it('names a task that will settle itself', () => {
    const [enrolment] = sampleRules.stages;
    const tasks = enrolment!.tasks.map((task) => ({
      ...task,
      onOverdue: 'waive' as const,
      ladder: 'silent',
    }));
    const journey = CaseJourney.opened({
      rules: { ...sampleRules, outcomes: [], stages: [{ ...enrolment!, tasks }] },
    });
    const wake = nextWake(journey.state);
    expect(wake).toMatchObject({ reason: 'waiver', rung: null, of: 0 });
    expect(wake && describeWake(wake)).toBe('Waived when overdue: candidature');
  });

  it('names what time will settle or resume', () => {
    const words = (journey: CaseJourney) => {
      const wake = nextWake(journey.state);
      return wake && describeWake(wake);
    };
    const silence = { amount: 5, unit: 'working days' } as const;
    const task = { ...shortTask, ladder: 'silent', transcription: { silence } };
    const expires = { after: { amount: 5, unit: 'days' }, then: 'approve' } as const;
    const rules = shortRules({ tasks: [task], approval: { ladder: 'silent', expires } });
    const journey = CaseJourney.opened({ rules });
    const onThePhone = { channel: 'transcribed', functions: ['technical'], onBehalfOf: 'P-101' } as const;
    journey.act(
      { ...coordinator, ...onThePhone },
      { type: 'transcribe', task: journey.openId('file'), facts: {}, documents: 0 },
    );
    expect(words(journey)).toBe('Taken as agreed: file');
    journey.act(sampleActors.technical, { type: 'confirm-transcription', task: journey.openId('file') });
    expect(words(journey)).toBe('Expires: Consent');
    journey.act(coordinator, { type: 'suspend', item: null, until: '2026-04-03' });
    expect(words(journey)).toBe('Resumes: CCP-MA-2026-0007');
  });

  it('is none before the opening and after the closing', () => {
    expect(nextWake(initialState('CCP-MA-2026-0007'))).toBeNull();
    const journey = CaseJourney.opened();
    journey.act(coordinator, { type: 'terminate' });
    expect(nextWake(journey.state)).toBeNull();
    journey.send({ type: 'wake' });
    expect(journey.log.at(-1)?.events).toEqual([]);
  });
});
