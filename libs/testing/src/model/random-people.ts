import type { ActorFacts, Channel, ContactFunction, Party, PartnerFunction, Role } from '#libs/domain';
import type { Chance } from './chance.js';

/** Somebody with everything that rules may ask about. */
export interface ModelPerson {
  readonly id: string;
  readonly organisation: string | null;
  readonly roles: readonly Role[];
  readonly partners: readonly PartnerFunction[];
  readonly functions: readonly ContactFunction[];
}

const company = 'OLV-07';
const functions: readonly ContactFunction[] = ['director', 'technical', 'accountant'];
const roles: readonly Role[] = ['administrator', 'coordinator', 'expert', 'partner', 'committee', 'observer'];

/** Few enough that the same people meet again; each part is held by two of them at least, and many hold several. */
export function randomPeople(chance: Chance): readonly ModelPerson[] {
  return Array.from({ length: 12 }, (_, index): ModelPerson => {
    const contact = index < 4;
    const organisation = contact ? company : chance.pick(['ORG-A', 'ORG-B', 'EXP-01', null, company]);
    const own = contact
      ? chance.some(roles, 0.1)
      : [roles[index % roles.length] ?? 'observer', ...chance.some(roles, 0.2)];
    return {
      id: `P-${index}`,
      organisation,
      roles: [...new Set(own)],
      partners: chance.holds(0.5) ? ['technical-centre'] : chance.some(['donor', 'federation'] as const, 0.2),
      functions: contact ? [...new Set([chance.pick(functions), ...chance.some(functions, 0.3)])] : [],
    };
  });
}

/** Whether a person is one of those that the party names; said once more, apart from the core. */
export function belongs(
  { id, organisation, roles: held, partners, functions: own }: ModelPerson,
  party: Party,
): boolean {
  if ('contact' in party) return own.includes(party.contact);
  if ('person' in party) return id === party.person;
  if ('organisation' in party) return organisation === party.organisation;
  return held.includes(party.role) && (party.partner === undefined || partners.includes(party.partner));
}

/** A person as an actor: mostly in person; sometimes for somebody else, by a link handed on, or as somebody declares. */
export function randomActor(chance: Chance, people: readonly ModelPerson[], person: ModelPerson): ActorFacts {
  const way = chance.next();
  if (way < 0.1) return substitute(chance.pick(people), person);
  const actor = inPerson(person, chance.pick(['signed-in', 'link'] as const));
  if (way < 0.16)
    return {
      ...actor,
      channel: 'copied-link',
      ...chance.perhaps(0.8, () => ({ via: chance.pick(people).id })),
    };
  if (way < 0.2) return { ...actor, declared: true };
  return actor;
}

/** One person types what another has said. */
export function typist(person: ModelPerson, speaker: ModelPerson): ActorFacts {
  return {
    ...inPerson(person, 'transcribed'),
    functions: speaker.functions,
    onBehalfOf: speaker.id,
    ...(speaker.organisation === null ? {} : { behalfOrganisation: speaker.organisation }),
  };
}

function substitute(person: ModelPerson, substituted: ModelPerson): ActorFacts {
  if (person === substituted) return inPerson(person, 'signed-in');
  return {
    ...inPerson(substituted, 'signed-in'),
    person: person.id,
    organisation: person.organisation,
    onBehalfOf: substituted.id,
    ...(substituted.organisation === null ? {} : { behalfOrganisation: substituted.organisation }),
  };
}

/** A person who acts for nobody else. */
export function inPerson(
  { id, organisation, roles: held, partners, functions: own }: ModelPerson,
  channel: Channel,
): ActorFacts {
  return { person: id, organisation, roles: held, partners, functions: own, channel, onBehalfOf: null };
}
