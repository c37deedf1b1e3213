import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { CaseClock } from '#libs/config';
import { newestOf, type CaseDefinition } from '#libs/definitions';
import { DomainError } from '#libs/domain';
import { rolesIn, type Viewer } from '#libs/identity';
import {
  cases,
  DATABASE,
  organisations,
  peopleChanges,
  Programmes,
  type CaseListRow,
  type Database,
  type Programme,
} from '#libs/persistence';
import type { Actor } from '../actor.js';
import { DefinitionLibrary } from '../definition-library.js';
import { DirectoryRows, type PersonRecord } from '../people/directory-rows.js';
import { OpenCase } from '../usecases/open-case.js';
import { dayFormat } from '../workbook/data-rows.js';
import type { EnrolmentLine } from './line.js';
import { planEnrolment, type Known } from './plan-enrolment.js';
import { isKeptOut, type PlannedLine } from './plan.js';
import { problem } from './read-lines.js';

/** Compares lines with what a programme knows, and asks the core what it would say of each opening. */
@Injectable()
export class EnrolmentPlans {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly directory: DirectoryRows,
    private readonly library: DefinitionLibrary,
    private readonly opening: OpenCase,
    private readonly clock: CaseClock,
  ) {}

  /** What a case of an SME can open with: the newest version of each path. */
  definitions(): readonly CaseDefinition[] {
    const all = this.library.all();
    const keys = [...all.values()]
      .filter(({ kind }) => kind === 'technical-assistance')
      .map(({ key }) => key);
    return [...new Set(keys)].flatMap((key) => newestOf(all, key) ?? []);
  }

  async of(
    actor: Actor,
    code: string,
    lines: readonly EnrolmentLine[],
    opens: boolean,
  ): Promise<readonly PlannedLine[]> {
    const programme = await this.programmes.get(code);
    if (!programme) throw new DomainError('not-found', 'programme.unknown', code);
    const planned = planEnrolment(lines, await this.known(actor.viewer, programme, opens));
    const foreseen: PlannedLine[] = [];
    for (const one of planned) foreseen.push(await this.foreseen(actor, code, one));
    return foreseen;
  }

  private async foreseen(actor: Actor, programme: string, planned: PlannedLine): Promise<PlannedLine> {
    const { organisation, opening, line } = planned;
    if (opening?.fate !== 'open' || !organisation || isKeptOut(planned)) return planned;
    const { definition, earlier } = opening;
    const input = { programme, organisation: organisation.row.code, definition, ...(earlier && { earlier }) };
    const refusal = await this.opening.foresee(actor, input, organisation.row);
    if (refusal === null) return planned;
    return { ...planned, problems: [...planned.problems, problem('refused', 'error', line.place, refusal)] };
  }

  private async known(viewer: Viewer, programme: Programme, opens: boolean): Promise<Known> {
    const { code } = programme;
    const { db } = this.database;
    const [own, people, all, running] = await Promise.all([
      this.programmes.organisationsOf(code),
      this.directory.people({ programmes: [code] }),
      db.select({ code: organisations.code }).from(organisations),
      db.select().from(cases).where(eq(cases.programme, code)).orderBy(asc(cases.reference)),
    ]);
    const directors = await this.formerDirectors(people);
    const isAdministrator = rolesIn(viewer, code).includes('administrator');
    return {
      ...{ programme, people, opens, organisations: own, definitions: this.definitions() },
      taken: new Set(all.map((one) => one.code).filter((one) => !own.some((mine) => mine.code === one))),
      cases: running.map((row): CaseListRow => ({ ...row, organisationName: null })),
      today: dayFormat(programme)(this.clock.now()),
      mayMoveMail: (person) => isAdministrator || !(isGuarded(person) || directors.has(person.id)),
    };
  }

  /** To change an address, nobody takes a director's function away for a moment. */
  private async formerDirectors(people: readonly PersonRecord[]): Promise<ReadonlySet<string>> {
    if (people.length === 0) return new Set();
    const ids = people.map(({ id }) => id);
    const rows = await this.database.db
      .select({ person: peopleChanges.person, detail: peopleChanges.detail })
      .from(peopleChanges)
      .where(and(inArray(peopleChanges.person, ids), eq(peopleChanges.kind, 'function-ended')));
    return new Set(
      rows.filter(({ detail }) => detail['function'] === 'director').map(({ person }) => person ?? ''),
    );
  }
}

/** Whose address is more than a way to write: roles, a sign-in, a director's signature. */
function isGuarded({ grants, hasAccount, contactOf, email }: PersonRecord): boolean {
  const signs = email !== null && contactOf.some((contact) => contact.function === 'director');
  return grants.length > 0 || hasAccount || signs;
}
