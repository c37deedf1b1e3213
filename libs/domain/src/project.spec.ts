import { describe, expect, it } from '@jest/globals';
import {
  CaseJourney,
  member,
  sampleActors,
  sampleRules,
  sampleSettings,
  shortRules,
  shortTask,
} from '#libs/testing';
import {
  caseAttributes,
  changedRows,
  describeCase,
  describeTransition,
  initialState,
  project,
  type CaseState,
} from './index.js';

const { coordinator, committee, expert, director, technical, centre } = sampleActors;
const reference = 'CCP-MA-2026-0007';

function implementing(journey = CaseJourney.opened()): CaseJourney {
  journey.complete(director, 'candidature');
  journey.complete(coordinator, 'eligibility', { eligible: true });
  journey.decided(committee, 'admission', 'approve');
  journey.complete(technical, 'data-request', { supplies: 'figures' });
  journey.complete(expert, 'visit', { visitedOn: '2026-04-01' });
  journey.complete(expert, 'report', { options: [{ key: 'm1' }], saving: 5000 }, 1);
  journey.complete(director, 'comments');
  journey.decided(coordinator, 'validation', 'approve');
  journey.complete(director, 'choice', { plan: [{ key: 'm1', date: '2026-06-01' }] });
  journey.complete(centre, 'opinion');
  return journey;
}

describe('rows', () => {
  it('say whom the case waits for and until when', () => {
    const { state } = implementing();
    const rows = project(state);
    expect(rows.case).toMatchObject({
      status: 'open',
      stage: 'implementation',
      waitingOn: ['technical'],
      due: Date.UTC(2026, 5, 1, 15, 30),
      overdue: false,
      nextWakeAt: Date.UTC(2026, 4, 21, 8),
      openIncidents: 0,
      definition: 'sample-path',
    });
    expect(rows.milestones).toEqual([
      { reference, key: 'm1', date: '2026-06-01', status: 'planned', outcome: null },
    ]);
    expect(rows.items.map(({ ordinal }) => ordinal)).toEqual(rows.items.map((_, index) => index));
    expect(rows.items.find(({ key }) => key === 'bills')).toMatchObject({
      status: 'waived',
      outcome: 'waived',
    });
    expect(rows.items.find(({ key }) => key === 'admission')).toMatchObject({
      kind: 'approval',
      status: 'done',
      outcome: 'approve',
      settledBy: 'P-010',
    });
  });

  it('carry whom four-eyes keeps out, while it matters', () => {
    const journey = implementing();
    const approvalRow = (state: CaseState, key: string) =>
      project(state).items.find((item) => item.key === key);
    expect(approvalRow(journey.state, 'validation')?.excludedPersons).toEqual([]);
    journey.complete(technical, 'evidence-m1', { outcome: 'implemented' });
    expect(approvalRow(journey.state, 'verification-m1')).toMatchObject({
      milestone: 'm1',
      excludedPersons: ['P-020'],
      excludedOrganisations: [],
    });
    const early = CaseJourney.opened();
    early.complete(director, 'candidature');
    early.complete({ ...coordinator, onBehalfOf: 'P-006' }, 'eligibility', { eligible: true });
    expect(approvalRow(early.state, 'admission')?.excludedPersons).toEqual(['P-004', 'P-006']);
  });

  it('change only where something changed', () => {
    const journey = implementing();
    const before = journey.state;
    journey.send({ type: 'mail-undeliverable', mails: [{ item: null, because: 'no-recipient' }] });
    const rows = changedRows(before, journey.state);
    expect(rows.case.openIncidents).toBe(1);
    expect(rows.items).toEqual([]);
    expect(rows.milestones).toEqual([]);
    expect(rows.incidents).toEqual([
      {
        id: `${reference}.incident.1`,
        reference,
        kind: 'no-recipient',
        subject: null,
        raisedAt: journey.now,
        resolvedAt: null,
      },
    ]);
    expect(changedRows(initialState(reference), journey.state)).toEqual(project(journey.state));
    expect(() => project(initialState(reference))).toThrow(RangeError);
  });
});

describe('search attributes', () => {
  it('are empty before the opening', () => {
    expect(caseAttributes(initialState(reference))).toEqual({
      Programme: '',
      CaseStatus: 'new',
      Stage: null,
      Country: '',
      Sector: '',
      Organisation: '',
      Coordinator: '',
      WaitingOn: [],
      Due: null,
      Overdue: false,
      Incidents: 0,
    });
  });

  it('say where the case stands', () => {
    const journey = implementing();
    journey.passTo(Date.UTC(2026, 5, 2));
    expect(caseAttributes(journey.state)).toMatchObject({
      Programme: 'CCP-MA',
      CaseStatus: 'open',
      Stage: 'implementation',
      Organisation: 'OLV-07',
      Coordinator: 'P-004',
      WaitingOn: ['technical'],
      Overdue: true,
    });
    const choosing = CaseJourney.opened();
    choosing.complete(director, 'candidature');
    expect(caseAttributes(choosing.state).WaitingOn).toEqual(['coordinator']);
  });

  it('name partners by what they are', () => {
    const journey = CaseJourney.opened({
      rules: {
        ...sampleRules,
        outcomes: [],
        stages: [
          {
            key: 'only',
            title: 'Only',
            tasks: sampleRules.stages[2]!.tasks.slice(1).map(({ key, title, assignee, due, ladder }) => {
              return { key, title, assignee, due, ladder, after: [], facts: [] };
            }),
          },
        ],
      },
    });
    expect(caseAttributes(journey.state).WaitingOn).toEqual(['partner:technical-centre']);
  });
});

describe('the case file', () => {
  it('shows stage, who is waited for, local due times, the next reminder and milestones', () => {
    const journey = implementing();
    journey.send({ type: 'cancellation-requested' });
    const file = describeCase(journey.state, journey.now);
    expect(file).toContain(
      '**CCP-MA-2026-0007** · Sample path · OLV-07 · [console](https://console.example.org/',
    );
    expect(file).toContain('Stage 4 of 5: Implementation');
    expect(file).toContain(
      '- **evidence (m1)** · waits for technical · due 2026-06-01 16:30 · CCP-MA-2026-0007.evidence-m1.1',
    );
    expect(file).toContain('Next: 2026-05-21 09:00 Reminder 1 of 4: evidence (m1)');
    expect(file).toContain('- **m1** · 2026-06-01 · planned');
    expect(file).toContain(
      '- cancellation-requested · raised 2026-04-01 10:00 · CCP-MA-2026-0007.incident.1',
    );
    expect(file).toContain('As of 2026-04-01 10:00 (Africa/Casablanca)');
    journey.passTo(Date.UTC(2026, 5, 2));
    expect(describeCase(journey.state)).toContain('2026-06-01 16:30 **overdue**');
  });

  it('says whose clock stands, and until when', () => {
    const journey = CaseJourney.opened({ rules: shortRules() });
    journey.act(coordinator, { type: 'suspend', item: journey.openId('file'), until: null });
    const file = describeCase(journey.state);
    expect(file).toContain(
      'waits for technical · **clock stopped** 2026-04-01 10:00 · CCP-MA-2026-0007.file.1',
    );
    expect(file).not.toContain('Suspended');
    journey.act(coordinator, { type: 'suspend', item: null, until: null });
    expect(describeCase(journey.state)).toMatch(/^\*\*Suspended\*\* since 2026-04-01 10:00$/m);
    journey.act(coordinator, { type: 'resume', item: null });
    journey.act(coordinator, { type: 'suspend', item: null, until: '2026-04-20' });
    expect(describeCase(journey.state)).toMatch(
      /^\*\*Suspended\*\* since 2026-04-01 10:00 until 2026-04-20$/m,
    );
  });

  it('tells what was said, what stands still, what waits for a confirmation and what is a condition', () => {
    const approval = {
      conditions: { assignee: { contact: 'director' }, ladder: 'standard' },
      voices: [{ from: [{ role: 'committee' }], need: 2, among: 3 }],
    } as const;
    const tasks = [
      { ...shortTask, transcription: { silence: { amount: 5, unit: 'working days' } } },
    ] as const;
    const journey = CaseJourney.opened({ rules: shortRules({ tasks, approval }) });
    const line = (key: string) =>
      describeCase(journey.state)
        .split('\n')
        .find((each) => each.endsWith(`.${key}.1`));
    const task = journey.openId('file');
    const typing = { channel: 'transcribed', functions: ['technical'], onBehalfOf: 'P-101' } as const;
    journey.act({ ...coordinator, ...typing }, { type: 'transcribe', task, facts: {}, documents: 0 });
    expect(line('file')).toBe(
      `- **file** · waits for technical · taken down 2026-04-01 10:00 by P-004 for P-101, to be confirmed · due 2026-04-15 16:30 · ${task}`,
    );
    journey.act(coordinator, { type: 'suspend', item: task, until: '2026-05-05' });
    expect(line('file')).toContain('· **clock stopped** 2026-04-01 10:00 until 2026-05-05 ·');
    journey.act(coordinator, { type: 'resume', item: task });
    journey.act(technical, { type: 'confirm-transcription', task });
    const consent = journey.openId('consent');
    const conditions = [{ date: '2026-05-15' }];
    const approve = { type: 'decide', approval: consent, outcome: 'approve', reopens: [] } as const;
    journey.act(member('P-011'), { ...approve, conditions });
    expect(line('consent')).toContain(
      '· waits for committee · needs 2 voices · said so far: P-011 approve · due',
    );
    journey.act(member('P-012'), approve);
    expect(line('condition-consent-1')).toContain(`· waits for director · condition of ${consent} · due`);
  });

  it('speaks of a case before and after its life too', () => {
    expect(describeCase(initialState(reference))).toBe('**CCP-MA-2026-0007** is not open yet.');
    const journey = CaseJourney.opened();
    journey.act(coordinator, { type: 'terminate' });
    expect(describeCase(journey.state)).toContain('Closed: terminated (2026-04-01 10:00)');
  });

  it('stays within 18 KB and free of markup that titles might bring', () => {
    const title = '<script>|*'.padEnd(120, 'ت');
    const many = Array.from({ length: 120 }, (_, index) => ({
      ...sampleRules.stages[0]!.tasks[0]!,
      key: `t${index}`,
      title,
    }));
    const rules = { ...sampleRules, outcomes: [], stages: [{ key: 'only', title, tasks: many }] };
    const settings = { ...sampleSettings, consoleUrl: 'https://x.example/a b)' };
    const { state } = CaseJourney.opened({ rules, settings });
    const file = describeCase(state);
    expect(Buffer.byteLength(file)).toBeLessThanOrEqual(18_010);
    expect(file.endsWith('…')).toBe(true);
    expect(file).not.toContain('<script>');
    expect(file).toContain('[console](https://x.example/a%20b%29)');
  });
});

describe('the summary of a mail activity', () => {
  it('names the first mail and counts the others', () => {
    const journey = CaseJourney.opened();
    const summary = () => describeTransition(journey.state, journey.log.at(-1)?.events ?? []);
    expect(summary()).toBe('Invitation: candidature');
    journey.complete(director, 'candidature');
    journey.complete(coordinator, 'eligibility', { eligible: true });
    journey.decided(committee, 'admission', 'approve');
    expect(summary()).toBe('Outcome approve: Admission +2');
    journey.passTo(Date.UTC(2026, 3, 8, 9));
    expect(summary()).toBe('Reminder 1 of 4: Utility figures');
    journey.passTo(Date.UTC(2026, 3, 22, 9));
    expect(summary()).toBe('Escalation 4 of 4: Utility figures');
    journey.act(coordinator, { type: 'terminate' });
    expect(summary()).toBe('Closed terminated: CCP-MA-2026-0007 +1');
    expect(describeTransition(journey.state, [])).toBe('');
  });

  it('names a copy, and what was taken down', () => {
    const ladder = [{ when: 'at', copy: [{ contact: 'director' }] }] as const;
    const rules = shortRules({ tasks: [{ ...shortTask, ladder: 'copied' }] });
    const journey = CaseJourney.opened({
      rules: { ...rules, ladders: { ...rules.ladders, copied: ladder } },
    });
    const summary = () => describeTransition(journey.state, journey.log.at(-1)?.events ?? []);
    journey.passTo(Date.UTC(2026, 3, 15, 9));
    expect(summary()).toBe('Copy of reminder 1 of 1: file +1');
    const onThePhone = { channel: 'transcribed', functions: ['technical'], onBehalfOf: 'P-101' } as const;
    journey.act(
      { ...coordinator, ...onThePhone },
      { type: 'transcribe', task: journey.openId('file'), facts: {}, documents: 0 },
    );
    expect(summary()).toBe('Taken down, to confirm: file');
  });

  it('has at most 200 bytes in any script', () => {
    const title = '😀é'.repeat(40);
    const [enrolment, ...others] = sampleRules.stages;
    const tasks = enrolment!.tasks.map((task) => ({ ...task, title }));
    const journey = CaseJourney.opened({
      rules: { ...sampleRules, stages: [{ ...enrolment!, tasks }, ...others] },
    });
    const summary = describeTransition(journey.state, journey.log[0]?.events ?? []);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(200);
    expect(summary.startsWith('Invitation: 😀é')).toBe(true);
    expect(summary.endsWith('…')).toBe(true);
  });
});
