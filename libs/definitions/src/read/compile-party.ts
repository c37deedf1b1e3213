import type { Party } from '#libs/domain';
import type { PartyDocument, PartyReference } from './document.js';
import type { NodePath, Report } from './yaml-source.js';

const ways = ['contact', 'role', 'organisation', 'person'] as const;

/** Who acts; `whose` names the thing in a message. */
export function compileParty(document: PartyDocument, whose: string, path: NodePath, report: Report): Party {
  const { contact, role, partner, organisation, person } = document;
  const named = ways.filter((way) => document[way] !== undefined);
  if (partner !== undefined && role !== 'partner') {
    report(
      [...path, 'partner'],
      'party.partner',
      'Only `role: partner` may name a partner.',
      'Remove `partner`, or write `role: partner`.',
    );
  }
  if (named.length === 1) {
    if (contact) return { contact };
    if (role) return { role, ...(partner && { partner }) };
    if (organisation !== undefined) return { organisation };
    if (person !== undefined) return { person };
  }
  report(
    path,
    'party.unclear',
    `${whose} must say who acts: a contact of the company, a role in the programme, an organisation or a person.`,
    'Write `contact: director` (or technical, accountant), `role: coordinator` (or expert, committee, partner …), `organisation: CMPP` or `person: P-004`: one of them, not both.',
  );
  return { role: 'coordinator' };
}

/** A role by name, or a party written out. */
export function compileReference(reference: PartyReference, path: NodePath, report: Report): Party {
  return typeof reference === 'string' ? { role: reference } : compileParty(reference, 'This', path, report);
}
