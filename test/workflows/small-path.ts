import type { ActorFacts, CalendarSnapshot, CaseRules, CaseSettings } from '#libs/domain';

/** A calendar without surprises: UTC, Monday to Friday, no holiday. */
export const plainCalendar: CalendarSnapshot = {
  key: 'XX',
  version: 'test-1',
  timeZone: 'UTC',
  offsets: [{ from: 0, minutes: 0 }],
  weekend: [6, 7],
  holidays: [],
  hours: { opens: 8 * 60, closes: 17 * 60 },
  horizon: { from: '2020-01-01', to: '2060-12-31' },
};

export const plainSettings: CaseSettings = {
  programme: 'TST',
  organisation: 'ORG-01',
  country: 'XX',
  sector: 'olives',
  coordinator: 'P-coordinator',
  endsOn: '2058-12-31',
  closeOutDays: 30,
  reminderAt: 9 * 60,
  consoleUrl: 'http://localhost/cases/x',
};

const due = { from: 'opening', duration: { amount: 10, unit: 'working days' } } as const;

/** Two stages, three tasks and an approval: the smallest path with everything the shell has to carry. */
export const smallPath: CaseRules = {
  key: 'small-path',
  version: 1,
  kind: 'technical-assistance',
  title: 'Small path',
  ladders: {
    standard: [
      { when: 'before', duration: { amount: 2, unit: 'working days' } },
      { when: 'after', duration: { amount: 1, unit: 'working days' } },
      { when: 'after', duration: { amount: 3, unit: 'working days' }, escalate: { role: 'coordinator' } },
    ],
  },
  stages: [
    {
      key: 'enrolment',
      title: 'Enrolment',
      tasks: [
        {
          key: 'candidature',
          title: 'Candidature',
          assignee: { contact: 'director' },
          after: [],
          due,
          ladder: 'standard',
          facts: [],
        },
        {
          key: 'check',
          title: 'Check',
          assignee: { role: 'coordinator' },
          after: ['candidature'],
          due,
          ladder: 'standard',
          facts: [],
        },
      ],
      approval: {
        key: 'admission',
        title: 'Admission',
        decider: { role: 'committee' },
        outcomes: ['approve', 'return', 'reject', 'defer'],
        exclude: { tasks: ['check'], by: ['person'] },
        due,
        ladder: 'standard',
        reopens: ['check'],
        defer: { from: 'opening', duration: { amount: 3, unit: 'months' } },
        reject: { closes: 'declined' },
      },
    },
    {
      key: 'diagnostic',
      title: 'Diagnostic',
      tasks: [
        {
          key: 'report',
          title: 'Report',
          assignee: { role: 'expert' },
          after: [],
          due,
          ladder: 'standard',
          facts: [],
        },
      ],
    },
  ],
  outcomes: [],
};

/** The same path for the other workflow type. */
export const smallAgreement: CaseRules = {
  ...smallPath,
  key: 'small-agreement',
  kind: 'partnership',
  title: 'Small agreement',
};

const nobody: ActorFacts = {
  person: 'P-nobody',
  organisation: null,
  roles: [],
  partners: [],
  functions: [],
  channel: 'signed-in',
  onBehalfOf: null,
};

export const director: ActorFacts = {
  ...nobody,
  person: 'P-director',
  organisation: 'ORG-01',
  functions: ['director'],
  channel: 'link',
};
export const coordinator: ActorFacts = { ...nobody, person: 'P-coordinator', roles: ['coordinator'] };
export const expert: ActorFacts = { ...nobody, person: 'P-expert', roles: ['expert'] };
export const member = (person: string): ActorFacts => ({ ...nobody, person, roles: ['committee'] });
