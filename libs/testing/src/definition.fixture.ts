import type {
  ActorFacts,
  CalendarSnapshot,
  CaseRules,
  CaseSettings,
  StageRule,
  TaskRule,
} from '#libs/domain';

/**
 * Like Morocco's: an hour ahead of UTC, except around Ramadan; moveable feasts as days of the years they fall in. Only a
 * sample: libs/calendars computes the real one.
 */
export const sampleCalendar: CalendarSnapshot = {
  key: 'MA',
  version: 'sample-1',
  timeZone: 'Africa/Casablanca',
  offsets: [
    { from: Date.UTC(2025, 11, 1), minutes: 60 },
    { from: Date.UTC(2026, 1, 15, 2), minutes: 0 },
    { from: Date.UTC(2026, 2, 22, 2), minutes: 60 },
    { from: Date.UTC(2027, 1, 7, 2), minutes: 0 },
    { from: Date.UTC(2027, 2, 14, 2), minutes: 60 },
  ],
  weekend: [6, 7],
  holidays: [
    ...['2026-01-01', '2026-01-14', '2026-03-20', '2026-05-01', '2026-05-27', '2026-05-28', '2026-06-17'],
    ...['2026-07-30', '2026-08-14', '2026-08-20', '2026-08-21', '2026-08-26', '2026-11-06', '2026-11-18'],
    ...['2027-01-01', '2027-01-11', '2027-01-14', '2027-03-10', '2027-05-17', '2027-05-18', '2027-07-30'],
  ],
  hours: { opens: 510, closes: 990 },
  horizon: { from: '2026-01-01', to: '2028-12-31' },
};

export const sampleSettings: CaseSettings = {
  programme: 'CCP-MA',
  organisation: 'OLV-07',
  country: 'MA',
  sector: 'olives',
  coordinator: 'P-004',
  endsOn: '2027-12-31',
  closeOutDays: 60,
  reminderAt: 540,
  consoleUrl: 'https://console.example.org/cases/CCP-MA-2026-0007',
};

/** A task of a coordinator, due ten working days after its opening; say only what differs. */
export function sampleTask(task: Partial<TaskRule> & { readonly key: string }): TaskRule {
  return {
    title: task.key.replaceAll('-', ' '),
    assignee: { role: 'coordinator' },
    after: [],
    due: { from: 'opening', duration: { amount: 10, unit: 'working days' } },
    ladder: 'standard',
    facts: [],
    ...task,
  };
}

const enrolment: StageRule = {
  key: 'enrolment',
  title: 'Enrolment',
  tasks: [
    sampleTask({ key: 'candidature', assignee: { contact: 'director' } }),
    sampleTask({
      key: 'eligibility',
      after: ['candidature'],
      facts: [{ key: 'eligible', type: 'boolean', required: true }],
    }),
  ],
  approval: {
    key: 'admission',
    title: 'Admission',
    decider: { role: 'committee' },
    outcomes: ['approve', 'defer', 'reject'],
    exclude: { tasks: ['eligibility'], by: ['person'] },
    due: { from: 'opening', duration: { amount: 2, unit: 'weeks' } },
    defer: { from: 'opening', duration: { amount: 3, unit: 'months' } },
    ladder: 'standard',
    reopens: [],
    reject: { closes: 'declined' },
  },
};

const diagnostic: StageRule = {
  key: 'diagnostic',
  title: 'Diagnostic',
  tasks: [
    sampleTask({
      key: 'data-request',
      title: 'Utility figures',
      assignee: { contact: 'technical' },
      facts: [{ key: 'supplies', type: 'choice', required: true, choices: ['figures', 'bills'] }],
    }),
    sampleTask({
      key: 'bills',
      assignee: { contact: 'technical' },
      after: ['data-request'],
      when: { fact: 'supplies', is: 'bills' },
      documents: 1,
    }),
    sampleTask({
      key: 'visit',
      assignee: { role: 'expert' },
      after: ['data-request', 'bills'],
      facts: [{ key: 'visitedOn', type: 'date', required: true }],
    }),
    sampleTask({
      key: 'report',
      assignee: { role: 'expert' },
      after: ['visit'],
      due: { from: 'fact', fact: 'visitedOn', duration: { amount: 45, unit: 'days' }, latest: 'close-out' },
      documents: 1,
      facts: [
        { key: 'options', type: 'measures', required: true },
        { key: 'saving', type: 'number', required: false, min: 0, max: 1_000_000 },
      ],
    }),
    sampleTask({
      key: 'comments',
      assignee: { contact: 'director' },
      after: ['report'],
      onOverdue: 'waive',
    }),
  ],
  approval: {
    key: 'validation',
    title: 'Validation',
    decider: { role: 'coordinator' },
    outcomes: ['approve', 'return'],
    exclude: { tasks: ['report'], by: ['person', 'organisation'] },
    due: { from: 'fact', fact: 'visitedOn', duration: { amount: 60, unit: 'days' } },
    ladder: 'standard',
    reopens: ['visit', 'report'],
  },
};

const plan: StageRule = {
  key: 'plan',
  title: 'Action plan',
  tasks: [
    sampleTask({
      key: 'choice',
      assignee: { contact: 'director' },
      facts: [{ key: 'plan', type: 'measures', required: true, subsetOf: 'options', dated: true }],
    }),
    sampleTask({
      key: 'opinion',
      assignee: { role: 'partner', partner: 'technical-centre' },
      after: ['choice'],
      when: { not: { prepared: 'report', partner: 'technical-centre' } },
    }),
  ],
};

const implementation: StageRule = {
  key: 'implementation',
  title: 'Implementation',
  tasks: [],
  milestones: {
    title: 'Measures',
    from: 'plan',
    evidence: sampleTask({
      key: 'evidence',
      assignee: { contact: 'technical' },
      due: { from: 'plan' },
      facts: [
        {
          key: 'outcome',
          type: 'choice',
          required: true,
          choices: ['implemented', 'partly', 'postponed', 'waiting-for-finance', 'abandoned', 'done-before'],
        },
        { key: 'date', type: 'date', required: false },
      ],
    }),
    verification: sampleTask({
      key: 'verification',
      assignee: { role: 'expert' },
      exclude: { tasks: ['report'], by: ['person'] },
      facts: [{ key: 'verified', type: 'choice', required: true, choices: ['yes', 'no'] }],
    }),
  },
};

const dissemination: StageRule = {
  key: 'dissemination',
  title: 'Dissemination',
  when: { known: 'saving' },
  tasks: [sampleTask({ key: 'sheet', due: { from: 'end', duration: { amount: 90, unit: 'days' } } })],
  approval: {
    key: 'publication',
    title: 'Publication',
    decider: { role: 'committee' },
    outcomes: ['approve', 'reject'],
    due: { from: 'opening', duration: { amount: 10, unit: 'working days' } },
    ladder: 'standard',
    reopens: [],
    reject: { continues: true },
  },
};

/** A technical-assistance path in miniature that uses every kind of rule. */
export const sampleRules: CaseRules = {
  key: 'sample-path',
  version: 1,
  kind: 'technical-assistance',
  title: 'Sample path',
  ladders: {
    standard: [
      { when: 'before', duration: { amount: 5, unit: 'working days' } },
      { when: 'before', duration: { amount: 1, unit: 'working days' } },
      { when: 'after', duration: { amount: 2, unit: 'working days' } },
      { when: 'after', duration: { amount: 5, unit: 'working days' }, escalate: { role: 'coordinator' } },
    ],
    silent: [],
  },
  stages: [enrolment, diagnostic, plan, implementation, dissemination],
  outcomes: [{ when: { fact: 'saving', atLeast: 1000 }, outcome: 'improved' }],
};

/** Someone signed in who holds nothing; say what differs. */
export function sampleActor(facts: Partial<ActorFacts> & { readonly person: string }): ActorFacts {
  return {
    organisation: null,
    roles: [],
    partners: [],
    functions: [],
    channel: 'signed-in',
    onBehalfOf: null,
    ...facts,
  };
}

export const sampleActors = {
  coordinator: sampleActor({ person: 'P-004', roles: ['coordinator'] }),
  administrator: sampleActor({ person: 'P-001', roles: ['administrator'] }),
  committee: sampleActor({ person: 'P-010', roles: ['committee'] }),
  expert: sampleActor({ person: 'P-020', organisation: 'EXP-01', roles: ['expert'] }),
  verifier: sampleActor({ person: 'P-021', organisation: 'EXP-02', roles: ['expert'] }),
  centre: sampleActor({
    person: 'P-030',
    organisation: 'CMPP',
    roles: ['partner'],
    partners: ['technical-centre'],
  }),
  director: sampleActor({
    person: 'P-100',
    organisation: 'OLV-07',
    functions: ['director'],
    channel: 'link',
  }),
  technical: sampleActor({
    person: 'P-101',
    organisation: 'OLV-07',
    functions: ['technical'],
    channel: 'link',
  }),
} as const;
