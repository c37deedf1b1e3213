import { contactFunctions, partnerFunctions, roles } from '#libs/domain';

/** The keys that say who acts; which of them stand together is the compiler's question. */
export const party = {
  contact: {
    enum: contactFunctions,
    description: `A contact of the company: ${contactFunctions.join(', ')}.`,
  },
  role: { enum: roles, description: `A role in the programme: ${roles.join(', ')}.` },
  partner: {
    enum: partnerFunctions,
    description: 'With `role: partner`: the function of the partner organisation.',
  },
  organisation: {
    type: 'string',
    pattern: '^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$',
    description: 'Whoever stands for an organisation, by its code, e.g. `CMPP`.',
  },
  person: { type: 'string', pattern: '^P-\\d{3,6}$', description: 'One person, by code, e.g. `P-004`.' },
};

/** A role by its name alone, or a party written out. */
export const partyReference = (description: string) => ({
  description: `${description} Write a role (${roles.join(', ')}) or a party such as \`{contact: director}\` or \`{organisation: CMPP}\`.`,
  if: { type: 'string' },
  then: { enum: roles },
  else: { type: 'object', minProperties: 1, additionalProperties: false, properties: party },
});
