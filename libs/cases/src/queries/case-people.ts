import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { labelsOpened, pick, textsOf, type CaseDefinition } from '#libs/definitions';
import { contactFunctions, roles, type ContactFunction, type PartnerFunction, type Role } from '#libs/domain';
import { may, whoSeesWhat, type Viewer } from '#libs/identity';
import { functionHeld, People, type CaseListRow, type DataPolicy, type Directory } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { keyOfItem } from '../case-answers.js';
import { DefinitionLibrary } from '../definition-library.js';
import { Readers } from '../readers.js';
import { HandoverQueries } from '../links/handover-queries.js';
import type { HandoverView } from './views.js';

/** Somebody who has to do with a case. */
export interface CasePersonView {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** Of mails to the person. */
  readonly language: string;
  /** Code of the organisation the person belongs to. */
  readonly organisation: string | null;
  readonly partners: readonly PartnerFunction[];
  /** Mail to the address came back. */
  readonly unreachable: boolean;
  /** Who stands in now. */
  readonly substitutes: readonly string[];
}

/** What a role reads of the company beside stages, dates and totals (I15). */
export interface CaseSightView {
  readonly role: Role;
  /** Titles of tasks with the labels of what is open of their forms. */
  readonly tasks: readonly { readonly title: string; readonly fields: readonly string[] }[];
  readonly measures: boolean;
}

export interface CasePeopleView {
  /** Null where the viewer may not see names. */
  readonly people: {
    /** A function nobody holds is its director's. */
    readonly contacts: readonly {
      readonly function: ContactFunction;
      readonly held: boolean;
      readonly people: readonly CasePersonView[];
    }[];
    /** The case's own. */
    readonly coordinator: CasePersonView | null;
    readonly holders: readonly { readonly role: Role; readonly people: readonly CasePersonView[] }[];
  } | null;
  /** Colleagues whom tasks were handed to, newest first; null where the viewer may not see names. */
  readonly handovers: readonly (HandoverView & { readonly itemTitle: string })[] | null;
  readonly sights: readonly CaseSightView[];
}

/** Who has to do with a case, and who sees what of it. */
@Injectable()
export class CasePeople {
  constructor(
    private readonly access: CaseAccess,
    private readonly people: People,
    private readonly library: DefinitionLibrary,
    private readonly readers: Readers,
    private readonly handovers: HandoverQueries,
    private readonly clock: CaseClock,
  ) {}

  async of(viewer: Viewer, reference: string): Promise<CasePeopleView> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const seesNames = may(viewer, 'view-people', row);
    const [definition, policy, people, handedOver] = await Promise.all([
      this.library.of(row),
      this.readers.policyOf(row.programme),
      seesNames ? this.peopleOf(row) : null,
      seesNames ? this.handovers.ofCase(reference, may(viewer, 'end-handover', row)) : null,
    ]);
    const handovers =
      handedOver?.map((one) => ({
        ...one,
        itemTitle: textsOf(definition, keyOfItem(reference, one.item), viewer.language).title,
      })) ?? null;
    return { people, handovers, sights: caseSights(policy, definition, viewer.language) };
  }

  private async peopleOf(row: CaseListRow): Promise<NonNullable<CasePeopleView['people']>> {
    const directory = await this.people.directoryOf({ ...row, at: this.clock.now() });
    const { contacts, grants, substitutes } = directory;
    const found = await this.people.persons([
      ...new Set([
        row.coordinator,
        ...[...contacts, ...grants].map(({ person }) => person),
        ...substitutes.map(({ substitute }) => substitute),
      ]),
    ]);
    const viewOf = (id: string): readonly CasePersonView[] => {
      const person = found.get(id);
      if (!person) return [];
      const { name, email, phone, language, organisation, bouncedAt } = person;
      return [
        {
          ...{ id, name, email, phone, language, organisation },
          partners: [
            ...new Set(grants.filter((grant) => grant.person === id).flatMap(({ partners }) => partners)),
          ],
          unreachable: bouncedAt !== null,
          substitutes: substitutes
            .filter((each) => each.person === id)
            .map(({ substitute }) => found.get(substitute)?.name ?? substitute),
        },
      ];
    };
    return {
      contacts: contactFunctions.map((wanted) => ({
        function: wanted,
        held: functionHeld(directory, wanted) === wanted,
        people: contactsOf(directory, wanted).flatMap(viewOf),
      })),
      coordinator: viewOf(row.coordinator)[0] ?? null,
      holders: roles.map((role) => ({
        role,
        people: [...new Set(grants.filter((grant) => grant.role === role).map(({ person }) => person))]
          .sort()
          .flatMap(viewOf),
      })),
    };
  }
}

function contactsOf(directory: Directory, wanted: ContactFunction): readonly string[] {
  const held = functionHeld(directory, wanted);
  return [
    ...new Set(directory.contacts.filter((each) => each.function === held).map(({ person }) => person)),
  ];
}

/** What of a company each role reads that does not read all of it, over the whole path. */
function caseSights(
  policy: DataPolicy,
  definition: CaseDefinition,
  language: string,
): readonly CaseSightView[] {
  return whoSeesWhat(policy).map(({ role, opened }) => ({
    role,
    tasks: Object.entries(definition.items).flatMap(([key, { title }]) => {
      const fields = [
        ...new Set(opened.flatMap((pattern) => labelsOpened(definition, key, pattern, language))),
      ];
      return fields.length === 0 ? [] : { title: pick(title, language), fields };
    }),
    measures: opened.some((pattern) => pattern.startsWith('measures.')),
  }));
}
