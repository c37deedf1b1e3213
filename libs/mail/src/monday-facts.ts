import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Instant, LocalDate } from '#libs/domain';
import { pick, textsOf, type CaseDefinition } from '#libs/definitions';
import {
  acts,
  cases,
  Definitions,
  incidents,
  items,
  lostWorkflows,
  organisations,
  People,
  type Database,
  type Person,
  type Programme,
} from '#libs/persistence';
import { hasAccount } from './link-reader.js';

/** A coordinator's week in a programme, most late company first. */
export interface MondayFacts {
  readonly language: string;
  /** IANA name: every date is said in it. */
  readonly timeZone: string;
  readonly at: Instant;
  readonly name: string;
  readonly programme: string;
  readonly sample: boolean;
  /** Start of the console's addresses; null for somebody who cannot sign in. */
  readonly console: string | null;
  readonly companies: readonly CompanyFacts[];
}

export interface CompanyFacts {
  readonly organisation: string;
  readonly reference: string;
  readonly late: readonly OwedFacts[];
  readonly toDecide: readonly OwedFacts[];
  /** Kinds of the open incidents, one each. */
  readonly incidents: readonly string[];
  readonly contact: ContactFacts | null;
}

export interface OwedFacts {
  readonly item: string;
  readonly title: string;
  readonly due: Instant;
  /** Names of who owes it; empty where nobody is found. */
  readonly owes: readonly string[];
}

export interface ContactFacts {
  readonly at: Instant;
  /** As the coordinator noted it. */
  readonly note: string;
  readonly promised: LocalDate | null;
}

type ItemRecord = typeof items.$inferSelect;
type CaseRecord = typeof cases.$inferSelect & { readonly organisationName: string | null };

/** Collects what a coordinator has to see to. */
export class MondayFactsReader {
  private readonly people: People;
  private readonly definitions: Definitions;

  constructor(
    private readonly database: Database,
    private readonly options: {
      readonly publicUrl: string;
      readonly choose: (wanted: readonly string[]) => string;
    },
  ) {
    this.people = new People(database);
    this.definitions = new Definitions(database);
  }

  /** Null when nothing is late, waits for a decision or has gone wrong: then no mail is written. */
  async read(
    person: Person,
    programme: Programme,
    timeZone: string,
    at: Instant,
  ): Promise<MondayFacts | null> {
    const language = this.options.choose([person.language, ...programme.languages]);
    const own = await this.casesOf(person.id, programme.code);
    const companies: CompanyFacts[] = [];
    for (const file of own) {
      const company = await this.company(file, language);
      const { late, toDecide, incidents: troubles } = company;
      if (late.length + toDecide.length + troubles.length > 0) companies.push(company);
    }
    if (companies.length === 0) return null;
    return {
      ...{ language, timeZone, at, name: person.name },
      programme: pick(programme.name, language),
      sample: programme.sample,
      console: (await hasAccount(this.database, person.id))
        ? `${this.options.publicUrl.replace(/\/+$/, '')}/console`
        : null,
      companies: companies.sort((a, b) => earliest(a) - earliest(b)),
    };
  }

  private async casesOf(coordinator: string, programme: string): Promise<readonly CaseRecord[]> {
    const rows = await this.database.db
      .select({ file: cases, organisationName: organisations.name })
      .from(cases)
      .leftJoin(organisations, eq(organisations.code, cases.organisation))
      .where(
        and(eq(cases.coordinator, coordinator), eq(cases.programme, programme), eq(cases.status, 'open')),
      )
      .orderBy(asc(cases.reference));
    return rows.map(({ file, organisationName }) => ({ ...file, organisationName }));
  }

  private async company(file: CaseRecord, language: string): Promise<CompanyFacts> {
    const { db } = this.database;
    const { reference } = file;
    const [open, troubles, lost, stored] = await Promise.all([
      db
        .select()
        .from(items)
        .where(
          and(
            eq(items.reference, reference),
            eq(items.status, 'open'),
            isNull(items.stoppedAt),
            or(eq(items.overdue, true), eq(items.kind, 'approval')),
          ),
        )
        .orderBy(asc(items.due), asc(items.id)),
      db
        .selectDistinct({ kind: incidents.kind })
        .from(incidents)
        .where(and(eq(incidents.reference, reference), isNull(incidents.resolvedAt))),
      db.select().from(lostWorkflows).where(eq(lostWorkflows.reference, reference)),
      this.definitions.find(file.definition, file.definitionVersion),
    ]);
    if (!stored) throw new Error(`There is no definition ${file.definition}@${file.definitionVersion}.`);
    // Only compiled definitions are ever registered.
    const definition = stored.body as CaseDefinition;
    const owed = await Promise.all(
      open.map(async (item) => ({ item, facts: await this.owed(item, file, definition, language) })),
    );
    return {
      organisation: file.organisationName ?? file.organisation,
      reference,
      late: owed.filter(({ item }) => item.overdue).map(({ facts }) => facts),
      toDecide: owed.filter(({ item }) => !item.overdue).map(({ facts }) => facts),
      incidents: [...troubles.map(({ kind }) => kind), ...lost.map(() => 'workflow-lost')].sort(),
      contact: await this.lastContact(reference),
    };
  }

  private async owed(
    item: ItemRecord,
    file: CaseRecord,
    definition: CaseDefinition,
    language: string,
  ): Promise<OwedFacts> {
    const { programme, organisation, country, coordinator } = file;
    const people = await this.people.resolveParty({
      ...{ programme, organisation, country, coordinator },
      parties: item.parties,
      excluded: { persons: item.excludedPersons, organisations: item.excludedOrganisations },
    });
    const { title } = textsOf(definition, item.key, language);
    return { item: item.id, title, due: item.due, owes: people.map(({ name }) => name) };
  }

  private async lastContact(reference: string): Promise<ContactFacts | null> {
    const [act] = await this.database.db
      .select()
      .from(acts)
      .where(
        and(
          eq(acts.reference, reference),
          inArray(acts.state, ['consumed']),
          sql`${acts.body}->>'type' = 'log-contact'`,
        ),
      )
      .orderBy(desc(acts.seq))
      .limit(1);
    const [file] = await this.database.db
      .select({ at: cases.lastContactAt })
      .from(cases)
      .where(eq(cases.reference, reference));
    if (!act || act.body.type !== 'log-contact' || file?.at == null) return null;
    return { at: file.at, note: (act.reason ?? '').trim(), promised: act.body.promised };
  }
}

/** Of what a company owes; a case with an incident alone comes last. */
function earliest({ late, toDecide }: CompanyFacts): Instant {
  return Math.min(...[...late, ...toDecide].map(({ due }) => due), Number.MAX_SAFE_INTEGER);
}
