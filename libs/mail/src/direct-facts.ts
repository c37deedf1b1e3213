import { and, eq, ne, or } from 'drizzle-orm';
import { pick, textsOf, type CaseDefinition } from '#libs/definitions';
import {
  cases,
  Definitions,
  items,
  People,
  programmeOrganisations,
  programmes,
  roleGrants,
  type Database,
  type Person,
} from '#libs/persistence';
import type { CoordinatorFacts } from './mail-facts.js';

/** What a mail about no case, or about a decision's code, says of its surroundings; words are in `language` already. */
export interface DirectFacts {
  readonly language: string;
  readonly name: string;
  /** The programme's name, or the product's where the person takes part in none yet. */
  readonly programme: string;
  readonly sample: boolean;
  /** Whom a reply reaches; null where nobody reads it. */
  readonly coordinator: CoordinatorFacts | null;
}

/** The decision a code is for. */
export interface DecisionOfCode {
  readonly reference: string;
  readonly title: string;
}

/** Collects what {@link DirectFacts} asks for. */
export class DirectFactsReader {
  private readonly people: People;

  constructor(
    private readonly database: Database,
    private readonly choose: (wanted: readonly string[]) => string,
  ) {
    this.people = new People(database);
  }

  /** Of somebody as a user of the product. */
  async ofAccount(person: Person): Promise<DirectFacts> {
    const { db } = this.database;
    const [programme] = await db
      .selectDistinct({ code: programmes.code, name: programmes.name, sample: programmes.sample })
      .from(programmes)
      .leftJoin(
        roleGrants,
        and(
          eq(roleGrants.person, person.id),
          or(eq(roleGrants.programme, programmes.code), eq(roleGrants.programme, '*')),
        ),
      )
      .leftJoin(
        programmeOrganisations,
        and(
          eq(programmeOrganisations.programme, programmes.code),
          eq(programmeOrganisations.organisation, person.organisation ?? ''),
        ),
      )
      .where(or(ne(roleGrants.person, ''), ne(programmeOrganisations.organisation, '')))
      .orderBy(programmes.code)
      .limit(1);
    const language = this.choose([person.language]);
    return {
      language,
      name: person.name,
      programme: programme ? pick(programme.name, language) : 'Parcours',
      sample: programme?.sample ?? false,
      coordinator: null,
    };
  }

  /** Of somebody asked for a decision. Throws when there is no such approval. */
  async ofDecision(
    person: Person,
    item: string,
  ): Promise<DirectFacts & { readonly decision: DecisionOfCode }> {
    const [found] = await this.database.db
      .select({ item: items, file: cases, programme: programmes })
      .from(items)
      .innerJoin(cases, eq(cases.reference, items.reference))
      .innerJoin(programmes, eq(programmes.code, cases.programme))
      .where(eq(items.id, item));
    if (!found) throw new Error(`There is no approval ${item}.`);
    const { file, programme } = found;
    const stored = await new Definitions(this.database).find(file.definition, file.definitionVersion);
    if (!stored) throw new Error(`There is no definition ${file.definition}@${file.definitionVersion}.`);
    const coordinator = await this.people.person(file.coordinator);
    const language = this.choose([person.language, ...programme.languages]);
    // Only compiled definitions are ever registered.
    const { title } = textsOf(stored.body as CaseDefinition, found.item.key, language);
    return {
      language,
      name: person.name,
      programme: pick(programme.name, language),
      sample: programme.sample,
      coordinator: coordinator
        ? { name: coordinator.name, email: coordinator.email, phone: coordinator.phone }
        : null,
      decision: { reference: file.reference, title },
    };
  }
}
