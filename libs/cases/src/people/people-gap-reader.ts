import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq } from 'drizzle-orm';
import { peopleGaps, type CaseDefinition, type PeopleGap, type ProgrammePeople } from '#libs/definitions';
import type { PartnerFunction } from '#libs/domain';
import { cases, DATABASE, Definitions, Programmes, type Database } from '#libs/persistence';
import { DefinitionLibrary } from '../definition-library.js';
import { DirectoryRows } from './directory-rows.js';

/** What of their cases the people of a programme could not settle, as they stand in the database now (I3). */
@Injectable()
export class PeopleGapReader {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly library: DefinitionLibrary,
    private readonly programmes: Programmes,
    private readonly directory: DirectoryRows,
  ) {}

  /** Outside of an application, for an operator. */
  static on(database: Database, definitionsDir: string): PeopleGapReader {
    const library = new DefinitionLibrary({ definitionsDir, language: 'en' }, new Definitions(database));
    return new PeopleGapReader(database, library, new Programmes(database), new DirectoryRows(database));
  }

  /** Of the definitions that open cases follow and that new ones would; before the first case, of each newest one for companies. */
  async of(programme: string): Promise<{ readonly hasCases: boolean; readonly gaps: readonly PeopleGap[] }> {
    const [followed, people] = await Promise.all([this.followed(programme), this.people(programme)]);
    const keys = new Set(followed.map(({ key }) => key));
    const newest = [...this.library.all().values()].filter(
      (definition) =>
        this.library.newest(definition.key) === definition &&
        (keys.size === 0 ? definition.kind === 'technical-assistance' : keys.has(definition.key)),
    );
    const all = new Map(
      [...followed, ...newest].map((definition) => [`${definition.key}@${definition.version}`, definition]),
    );
    return {
      hasCases: followed.length > 0,
      gaps: [...all.values()].flatMap((definition) => peopleGaps(definition, people)),
    };
  }

  private async followed(programme: string): Promise<readonly CaseDefinition[]> {
    const rows = await this.database.db
      .selectDistinct({ definition: cases.definition, definitionVersion: cases.definitionVersion })
      .from(cases)
      .where(and(eq(cases.programme, programme), eq(cases.status, 'open')))
      .orderBy(asc(cases.definition), asc(cases.definitionVersion));
    return Promise.all(rows.map((pinned) => this.library.of(pinned)));
  }

  private async people(programme: string): Promise<ProgrammePeople> {
    const [records, organisations] = await Promise.all([
      this.directory.people({ programmes: [programme] }),
      this.programmes.organisationsOf(programme),
    ]);
    return {
      people: records.map(({ id, organisation, grants, contactOf }) => ({
        id,
        organisation,
        roles: grants.filter((grant) => [programme, '*'].includes(grant.programme)).map(({ role }) => role),
        contactOf,
      })),
      partners: new Map(
        organisations.map(({ code, partner }): [string, readonly PartnerFunction[]] => [
          code,
          partner === null ? [] : [partner],
        ]),
      ),
      companies: organisations.filter(({ partner }) => partner === null).map(({ code }) => code),
    };
  }
}
