import { describe, expect, it } from '@jest/globals';
import { roles, type ContactFunction, type Role } from '#libs/domain';
import {
  actions,
  actsAs,
  belongsTo,
  may,
  mayActOn,
  mayInProgramme,
  mayView,
  programmesFor,
  reachOf,
  type Action,
} from './policy.js';
import type { Viewer } from './viewer.js';

const scope = { programme: 'CCP-MA', organisation: 'OLV-07', country: 'MA' };
const nobody: Viewer = {
  person: 'P-1',
  name: 'N',
  language: 'en',
  organisation: null,
  grants: [],
  contactOf: [],
  partnerIn: [],
  standsInFor: [],
};
const holding = (role: Role, programme = 'CCP-MA', country = '*'): Viewer => ({
  ...nobody,
  grants: [{ programme, role, country, home: 'MA' }],
});
const contact = (as: ContactFunction, organisation = 'OLV-07'): Viewer => ({
  ...nobody,
  organisation,
  contactOf: [{ organisation, function: as }],
});

const who: Record<string, Viewer> = {
  A: holding('administrator'),
  C: holding('coordinator'),
  E: holding('expert'),
  P: holding('partner'),
  S: holding('committee'),
  O: holding('observer'),
  D: contact('director'),
  T: contact('technical'),
};

/** One letter for each of `who` that may. */
const matrix: Record<Action, string> = {
  'view-case': 'ACEPSODT',
  'view-answers': 'ACESDT',
  'view-people': 'ACE',
  'view-mails': 'AC',
  'open-case': 'AC',
  'withdraw-case': 'ACD',
  'terminate-case': 'AC',
  'suspend-case': 'AC',
  'extend-deadline': 'C',
  'log-contact': 'ACE',
  'write-to-company': 'AC',
  comment: 'ACES',
  'view-visits': 'ACEDT',
  'arrange-visits': 'ACE',
  'answer-visits': 'ACEDT',
  transcribe: 'ACE',
  'file-documents': 'ACE',
  'copy-link': 'ACE',
  'end-handover': 'AC',
  'reopen-case': 'AC',
  'report-incident': 'ACE',
  'resolve-incident': 'AC',
  'recover-case': 'AC',
  'watch-engine': 'A',
  'edit-people': 'AC',
  'edit-seasons': 'AC',
  'edit-programme': 'A',
  'edit-mail-texts': 'AC',
};

describe('the policy', () => {
  it.each(actions)('lets exactly the right people %s', (action) => {
    const allowed = Object.entries(who).filter(([, viewer]) => may(viewer, action, scope));
    expect(allowed.map(([letter]) => letter).join('')).toBe(matrix[action]);
  });

  it.each(actions)('ends at the programme for %s: a role elsewhere gives nothing', (action) => {
    for (const role of roles) expect(may(holding(role, 'CCP-CL'), action, scope)).toBe(false);
    expect(may(contact('director', 'OLV-08'), action, scope)).toBe(false);
    expect(may(nobody, action, scope)).toBe(false);
  });

  it('takes a grant for every programme from administrators only', () => {
    expect(may(holding('administrator', '*'), 'terminate-case', scope)).toBe(true);
    for (const role of roles.filter((other) => other !== 'administrator'))
      expect(mayView(scope, holding(role, '*'))).toBe(false);
    expect(programmesFor(holding('administrator', '*'), 'view-case')).toBe('every');
    expect(programmesFor(holding('coordinator'), 'open-case')).toEqual(['CCP-MA']);
    expect(programmesFor(holding('observer'), 'open-case')).toEqual([]);
    expect(programmesFor(holding('coordinator', '*'), 'open-case')).toEqual([]);
  });

  it('ends at the country of a grant, and at the programme’s own for the programme as a whole', () => {
    expect(may(holding('coordinator', 'CCP-MA', 'MA'), 'terminate-case', scope)).toBe(true);
    expect(may(holding('coordinator', 'CCP-MA', 'CL'), 'terminate-case', scope)).toBe(false);
    expect(may(holding('coordinator', '*', 'MA'), 'terminate-case', scope)).toBe(true);
    expect(may(holding('coordinator', '*', 'CL'), 'terminate-case', scope)).toBe(false);
    expect(mayInProgramme(holding('coordinator', 'CCP-MA', 'MA'), 'open-case', 'CCP-MA')).toBe(true);
    expect(mayInProgramme(holding('coordinator', 'CCP-MA', 'CL'), 'open-case', 'CCP-MA')).toBe(false);
    expect(programmesFor(holding('coordinator', 'CCP-MA', 'CL'), 'open-case')).toEqual([]);
    expect(reachOf(holding('coordinator', '*', 'CL'), 'view-case')).toEqual([
      { programme: '*', country: 'CL' },
    ]);
    expect(reachOf(holding('coordinator', '*'), 'view-case')).toEqual([]);
  });

  it('asks for a programme without making contacts of anybody', () => {
    expect(mayInProgramme(contact('director'), 'view-case', 'CCP-MA')).toBe(false);
    expect(mayInProgramme(holding('coordinator'), 'open-case', 'CCP-MA')).toBe(true);
  });
});

describe('who may settle an item', () => {
  const item = {
    parties: [{ role: 'coordinator' }],
    excludedPersons: [],
    excludedOrganisations: [],
  } as const;

  it('is the party alone: administrators do not inherit it', () => {
    expect(mayActOn(item, scope, holding('coordinator'))).toBe(true);
    expect(mayActOn(item, scope, holding('administrator', '*'))).toBe(false);
  });

  it('I3: never who is excluded, in person or through the organisation', () => {
    expect(mayActOn({ ...item, excludedPersons: ['P-1'] }, scope, holding('coordinator'))).toBe(false);
    const cmpp = { ...holding('coordinator'), organisation: 'CMPP' };
    expect(mayActOn(item, scope, cmpp)).toBe(true);
    expect(mayActOn({ ...item, excludedOrganisations: ['CMPP'] }, scope, cmpp)).toBe(false);
  });

  it('asks a contact for the function at the case’s own organisation', () => {
    expect(belongsTo(contact('technical'), { contact: 'technical' }, scope)).toBe(true);
    expect(belongsTo(contact('technical'), { contact: 'director' }, scope)).toBe(false);
    expect(belongsTo(contact('technical', 'OLV-08'), { contact: 'technical' }, scope)).toBe(false);
  });

  it('asks a partner for the function of its organisation in this programme', () => {
    const party = { role: 'partner', partner: 'technical-centre' } as const;
    const centre = {
      ...holding('partner'),
      partnerIn: [{ programme: 'CCP-MA', partner: 'technical-centre' as const }],
    };
    expect(belongsTo(centre, party, scope)).toBe(true);
    expect(belongsTo(holding('partner'), party, scope)).toBe(false);
    const elsewhere = {
      ...centre,
      partnerIn: [{ programme: 'CCP-CL', partner: 'technical-centre' as const }],
    };
    expect(belongsTo(elsewhere, party, scope)).toBe(false);
  });
});

describe('who stands in for somebody', () => {
  const item = { parties: [{ role: 'committee' }], excludedPersons: [], excludedOrganisations: [] } as const;
  const away = { ...holding('committee'), person: 'P-2', organisation: 'CGEM' };
  const principal = { ...away, name: 'Away', programme: 'CCP-MA', until: 1 };
  const substitute: Viewer = { ...nobody, organisation: 'WEC', standsInFor: [principal] };

  it('acts and reads with the rights of who is away, in that programme only', () => {
    expect(actsAs(item, scope, substitute)?.person).toBe('P-2');
    expect(may(substitute, 'view-answers', scope)).toBe(true);
    expect(mayActOn(item, { ...scope, programme: 'CCP-CL' }, substitute)).toBe(false);
    expect(programmesFor(substitute, 'view-case')).toEqual(['CCP-MA']);
  });

  it('acts in person wherever the own role suffices', () => {
    expect(actsAs(item, scope, { ...substitute, ...holding('committee') })?.person).toBe('P-1');
  });

  it('I3: is kept out with who is away, and keeps their right out with oneself', () => {
    const own = { ...substitute, grants: holding('committee').grants };
    expect(mayActOn({ ...item, excludedPersons: ['P-2'] }, scope, substitute)).toBe(false);
    expect(mayActOn({ ...item, excludedPersons: ['P-1'] }, scope, substitute)).toBe(false);
    expect(mayActOn({ ...item, excludedOrganisations: ['CGEM'] }, scope, substitute)).toBe(false);
    expect(mayActOn({ ...item, excludedOrganisations: ['WEC'] }, scope, substitute)).toBe(false);
    // Whose own right it is, is kept out by the own doings alone.
    expect(actsAs({ ...item, excludedPersons: ['P-2'] }, scope, own)?.person).toBe('P-1');
  });
});
