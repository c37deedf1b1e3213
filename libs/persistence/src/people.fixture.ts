import type { ContactFunction, Role } from '#libs/domain';
import type { ProgrammeRecord } from './people/programmes.js';

function person(
  id: string,
  organisation: string,
  functions: readonly ContactFunction[],
  roles: readonly Role[] = [],
) {
  return {
    id,
    name: `Sample ${id}`,
    email: `${id.toLowerCase()}@example.org`,
    phone: null,
    language: 'fr',
    organisation,
    sample: true,
    functions,
    roles,
  };
}

function organisation(code: string, partner: ProgrammeRecord['organisations'][number]['partner'] = null) {
  const none = { town: null, employees: null, product: null };
  return { code, name: `Sample ${code}`, country: 'MA', sector: 'olives', ...none, sample: true, partner };
}

/** OLV-01 has a director and a technical contact, OLV-02 a director only; the partners hold the programme's roles. */
export const programmeRecord: ProgrammeRecord = {
  programme: {
    code: 'CCP-MA',
    name: { fr: 'CCP-Maroc' },
    country: 'MA',
    currency: 'MAD',
    languages: ['fr', 'en'],
    startsOn: '2026-07-01',
    endsOn: '2028-06-30',
    closeOutDays: 60,
    reminderAt: 510,
    quota: 15,
    criteria: {},
    sample: true,
  },
  organisations: [
    organisation('OLV-01'),
    organisation('OLV-02'),
    organisation('WEC', 'implementer'),
    organisation('CMPP', 'technical-centre'),
    organisation('CGEM', 'confederation'),
  ],
  people: [
    person('P-001', 'OLV-01', ['director']),
    person('P-002', 'OLV-01', ['technical']),
    person('P-003', 'OLV-02', ['director']),
    person('P-010', 'WEC', [], ['coordinator']),
    person('P-011', 'WEC', [], ['coordinator', 'expert']),
    person('P-012', 'WEC', [], ['administrator']),
    person('P-020', 'CMPP', [], ['partner', 'expert']),
    person('P-021', 'CGEM', [], ['partner', 'committee']),
  ],
};
