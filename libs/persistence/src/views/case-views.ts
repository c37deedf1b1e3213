import { and, asc, desc, eq, getTableColumns, inArray, sql, type SQL } from 'drizzle-orm';
import type { ItemRow, MilestoneRow } from '#libs/domain';
import type { Database } from '../database.js';
import { isOfFile, type DocumentRow } from '../documents.js';
import type { MeasureRow } from '../log/measures.js';
import type { Mail, MailEnvelope } from '../mails.js';
import {
  cases,
  documents,
  items,
  mails,
  measures,
  milestones,
  organisations,
  programmes,
} from '../schema/index.js';
import { placesHeldSql } from '../people/places-sql.js';
import { countCases, type CaseCounts } from './case-counts.js';
import { isOfPart, isWithin, type CaseFilter, type CaseReach, type ProgrammePart } from './case-filter.js';
import { listCases, listedCase, type CaseItem, type CaseListRow, type LateItem } from './case-list.js';
import type { Page } from './cursor.js';
import {
  causesOf,
  incidentsOf,
  type IncidentCause,
  type IncidentFilter,
  type IncidentListRow,
  type NewestIncidents,
} from './incidents.js';
import { dueBetween, type DueQuestion, type DueRow } from './due-dates.js';
import { programmeFigures, type FiguresQuestion, type ProgrammeFigures } from './programme-figures.js';
import { trailOf, type TrailRow } from './trail.js';
import { worklistCount, worklistOf, type Worklist, type WorklistQuestion } from './worklist.js';

export interface Quota {
  readonly quota: number;
  /** Companies whose admission was approved and that neither withdrew nor were ended since. */
  readonly admitted: number;
  /** Open cases deferred by their last decision. */
  readonly waiting: number;
}

type ReachedIncidents = IncidentFilter & { readonly reach?: readonly CaseReach[] };

/** A company that waits for a place. */
export interface Waiting {
  readonly reference: string;
  readonly organisationName: string;
  /** From 1; two may share one. */
  readonly rank: number | null;
}

/** Key of the approval that takes one of the quota's places. */
const admission = 'admission';

/** Reads for the API and the console, from projections only. None of them authorises: that is the use cases' part. */
export class CaseViews {
  constructor(private readonly database: Database) {}

  async findCase(reference: string): Promise<CaseListRow | undefined> {
    const [row] = await this.select(eq(cases.reference, reference));
    return row;
  }

  /** Those of them that there are, by reference. */
  async cases(references: readonly string[]): Promise<readonly CaseListRow[]> {
    if (references.length === 0) return [];
    return this.select(inArray(cases.reference, [...references])).orderBy(asc(cases.reference));
  }

  /** What is due in a span, ascending. */
  dueBetween(question: DueQuestion): Promise<readonly DueRow[]> {
    return dueBetween(this.database, question);
  }

  /** What a programme's page adds up. */
  figures(question: FiguresQuestion): Promise<ProgrammeFigures> {
    return programmeFigures(this.database, question);
  }

  /** In the order asked for. A cursor that no page of that order gave starts at the beginning. */
  listCases(filter: CaseFilter = {}): Promise<Page<CaseListRow>> {
    return listCases(this.database, filter);
  }

  /** How many match, and how many of those that the wider filters let through there are of each kind. */
  countCases(filter: CaseFilter = {}): Promise<CaseCounts> {
    return countCases(this.database, filter);
  }

  /** Tasks and approvals, in the order of opening. */
  async itemsOf(reference: string): Promise<readonly ItemRow[]> {
    return this.database.db
      .select()
      .from(items)
      .where(eq(items.reference, reference))
      .orderBy(asc(items.ordinal), asc(items.id));
  }

  async item(id: string): Promise<ItemRow | undefined> {
    const [row] = await this.database.db.select().from(items).where(eq(items.id, id));
    return row;
  }

  /** Overdue items of open cases within reach, the longest overdue first; no more than tells who may settle them. */
  async late(
    reach: readonly CaseReach[] | 'every',
    most: number,
    part?: ProgrammePart,
  ): Promise<readonly LateItem[]> {
    const { id, parties, excludedPersons, excludedOrganisations } = getTableColumns(items);
    const { programme, organisation, country } = getTableColumns(cases);
    return this.database.db
      .select({
        item: { id, parties, excludedPersons, excludedOrganisations },
        row: { programme, organisation, country },
      })
      .from(items)
      .innerJoin(cases, eq(cases.reference, items.reference))
      .where(
        and(
          sql`${items.overdue} and ${items.status} = 'open'`,
          eq(cases.status, 'open'),
          reach === 'every' ? undefined : isWithin(reach),
          isOfPart(part),
        ),
      )
      .orderBy(asc(items.due), asc(items.id))
      .limit(most);
  }

  /** Those of them that there are, with their cases, the most urgent first. */
  async caseItems(ids: readonly string[]): Promise<readonly CaseItem[]> {
    if (ids.length === 0) return [];
    return this.database.db
      .select({ item: items, row: listedCase })
      .from(items)
      .innerJoin(cases, eq(cases.reference, items.reference))
      .leftJoin(organisations, eq(organisations.code, cases.organisation))
      .where(inArray(items.id, [...ids]))
      .orderBy(asc(items.due), asc(items.id));
  }

  /** Those of them that there are, in no order. */
  async items(ids: readonly string[]): Promise<readonly ItemRow[]> {
    if (ids.length === 0) return [];
    return this.database.db
      .select()
      .from(items)
      .where(inArray(items.id, [...ids]));
  }

  /** What a person may settle now, the most urgent first. */
  worklist(question: WorklistQuestion): Promise<Worklist> {
    return worklistOf(this.database, question);
  }

  /** How much of it there is; nobody counts beyond `most`. */
  worklistCount(question: WorklistQuestion, most: number): Promise<number> {
    return worklistCount(this.database, question, most);
  }

  /** The log with its acts' words and the names behind the ids, ascending. */
  trail(reference: string, since = 0, limit = 1000): Promise<readonly TrailRow[]> {
    return trailOf(this.database, reference, since, limit);
  }

  /** Newest first, at most 500; with those of lost workflows. */
  async incidents(filter: ReachedIncidents = {}): Promise<readonly IncidentListRow[]> {
    return (await this.newestIncidents(filter, 500)).rows;
  }

  /** The newest of them, and how many there are. */
  async newestIncidents(filter: ReachedIncidents, most: number): Promise<NewestIncidents> {
    const { reach, ...rest } = filter;
    return incidentsOf(this.database, rest, reach && isWithin(reach), most);
  }

  /** Why incidents were raised, by id. */
  async causes(incidents: readonly string[]): Promise<ReadonlyMap<string, IncidentCause>> {
    return causesOf(this.database, incidents);
  }

  async measuresOf(reference: string): Promise<readonly MeasureRow[]> {
    return this.database.db
      .select()
      .from(measures)
      .where(eq(measures.reference, reference))
      .orderBy(asc(measures.key));
  }

  /** The same of many cases, in no order. */
  async measuresOfCases(references: readonly string[]): Promise<readonly MeasureRow[]> {
    if (references.length === 0) return [];
    return this.database.db
      .select()
      .from(measures)
      .where(inArray(measures.reference, [...references]));
  }

  async milestonesOf(reference: string): Promise<readonly MilestoneRow[]> {
    return this.database.db
      .select()
      .from(milestones)
      .where(eq(milestones.reference, reference))
      .orderBy(asc(milestones.date), asc(milestones.key));
  }

  /** In the order they were asked for. */
  async mailsOf(reference: string): Promise<readonly Mail[]> {
    return this.database.db
      .select()
      .from(mails)
      .where(eq(mails.reference, reference))
      .orderBy(asc(mails.seq), asc(mails.id));
  }

  /** The same without their words, for lists. */
  async mailEnvelopesOf(reference: string): Promise<readonly MailEnvelope[]> {
    const { text: _text, html: _html, ...envelope } = getTableColumns(mails);
    return this.database.db
      .select({ ...envelope, worded: sql<boolean>`${mails.text} is not null` })
      .from(mails)
      .where(eq(mails.reference, reference))
      .orderBy(asc(mails.seq), asc(mails.id));
  }

  /** Drafts included (`seq` is null), in the order of upload; what came with a comment only once it was filed. */
  async documentsOf(reference: string): Promise<readonly DocumentRow[]> {
    return this.database.db
      .select()
      .from(documents)
      .where(and(eq(documents.reference, reference), isOfFile))
      .orderBy(asc(documents.uploadedAt), asc(documents.id));
  }

  /** References of the cases of organisations, newest first; within a reach where one is given. */
  async casesOf(
    organisationCodes: readonly string[],
    reach: 'every' | readonly CaseReach[],
  ): Promise<readonly { readonly organisation: string; readonly reference: string }[]> {
    if (organisationCodes.length === 0) return [];
    return this.database.db
      .select({ organisation: cases.organisation, reference: cases.reference })
      .from(cases)
      .where(
        and(
          inArray(cases.organisation, [...organisationCodes]),
          reach === 'every' ? undefined : isWithin(reach),
        ),
      )
      .orderBy(desc(cases.openedAt), desc(cases.reference));
  }

  /** Undefined for an unknown programme. */
  async quota(programme: string): Promise<Quota | undefined> {
    const admitted = sql<number>`${sql.raw(placesHeldSql('"programmes"."code"'))}`;
    const waiting = this.casesWith(sql`i.deferred and i.status = 'open' and c.status = 'open'`);
    const [row] = await this.database.db
      .select({ quota: programmes.quota, admitted, waiting })
      .from(programmes)
      .where(eq(programmes.code, programme));
    return row;
  }

  /** The programme's waiting list in the order in which places are offered, as far as ranks say. */
  async waitingList(programme: string): Promise<readonly Waiting[]> {
    const rows = await this.select(
      and(eq(cases.programme, programme), eq(cases.status, 'open'), eq(cases.place, 'waiting')),
    ).orderBy(asc(cases.rank), asc(cases.reference));
    return rows.map(({ reference, rank, organisation, organisationName }) => ({
      ...{ reference, rank },
      organisationName: organisationName ?? organisation,
    }));
  }

  private casesWith(condition: SQL): SQL<number> {
    return sql<number>`(select count(distinct c.reference)::int from ${cases} c join ${items} i on i.reference = c.reference
      where c.programme = "programmes"."code" and i.kind = 'approval' and i.key = ${admission} and ${condition})`;
  }

  private select(where: SQL | undefined) {
    return this.database.db
      .select(listedCase)
      .from(cases)
      .leftJoin(organisations, eq(organisations.code, cases.organisation))
      .where(where)
      .$dynamic();
  }
}
