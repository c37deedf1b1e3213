import { and, asc, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { IncidentKind, IncidentRow, Party } from '#libs/domain';
import type { Database } from '../database.js';
import { cases, incidentOwners, incidents, lostWorkflows, mails, people } from '../schema/index.js';
import { unreachedSql } from './unreached-sql.js';

/** An incident with its case, and whoever looks after it. */
export interface IncidentListRow extends IncidentRow {
  readonly programme: string;
  readonly organisation: string;
  readonly owner: IncidentOwner | null;
}

export interface IncidentOwner {
  readonly person: string;
  readonly name: string;
  /** Case time. */
  readonly since: number;
}

export interface IncidentFilter {
  readonly open?: boolean;
  readonly reference?: string;
  readonly kind?: IncidentKind;
  readonly programme?: string;
  /** Person code; null asks for those that nobody looks after. */
  readonly owner?: string | null;
}

/** What the database knows of why an incident was raised. */
export interface IncidentCause {
  /** What somebody wrote who reported it. */
  readonly reported: string | null;
  /** Mails about its subject that reached nobody, with the answer of the mail server. */
  readonly mails: readonly {
    readonly id: string;
    readonly person: string | null;
    readonly name: string | null;
    readonly address: string | null;
    readonly error: string | null;
  }[];
  /** Whose voices are missing, and who may not give them (I3). */
  readonly missing: readonly Party[];
  readonly excludedPersons: readonly string[];
}

/** Id under which a lost workflow stands among the incidents; no event could give it one. */
export function lostIncidentId(reference: string): string {
  return `${reference}.lost`;
}

/** Id under which the mail of a closed case that reached nobody stands among the incidents. */
export function unreachedIncidentId(reference: string): string {
  return `${reference}.mail`;
}

/** The first of a list of incidents, and how many the whole list has. */
export interface NewestIncidents {
  readonly rows: readonly IncidentListRow[];
  readonly count: number;
}

/** Newest first, at most `most`; among them what no event of a case can say: its workflow is lost, or it is closed and its last mail came back. */
export async function incidentsOf(
  { db }: Database,
  filter: IncidentFilter,
  within: SQL | undefined,
  most: number,
): Promise<NewestIncidents> {
  const { id, reference, kind, subject, raisedAt, resolvedAt } = incidents;
  const all = unionAll(
    db.select({ id, reference, kind, subject, raisedAt, resolvedAt }).from(incidents),
    db
      .select({
        id: sql<string>`${lostWorkflows.reference} || '.lost'`.as('id'),
        reference: lostWorkflows.reference,
        kind: sql<IncidentKind>`'workflow-lost'`.as('kind'),
        subject: sql<string | null>`null::text`.as('subject'),
        raisedAt: lostWorkflows.detectedAt,
        resolvedAt: sql<number | null>`null::bigint`.as('resolved_at'),
      })
      .from(lostWorkflows),
    unreachedOfClosed(db),
  ).as('incident');
  const rows = await db
    .select({
      incident: {
        id: all.id,
        reference: all.reference,
        kind: all.kind,
        subject: all.subject,
        raisedAt: all.raisedAt,
        resolvedAt: all.resolvedAt,
      },
      programme: cases.programme,
      organisation: cases.organisation,
      person: incidentOwners.person,
      name: people.name,
      since: incidentOwners.since,
      count: sql<number>`(count(*) over ())::int`,
    })
    .from(all)
    .innerJoin(cases, eq(cases.reference, all.reference))
    .leftJoin(incidentOwners, eq(incidentOwners.incident, all.id))
    .leftJoin(people, eq(people.id, incidentOwners.person))
    .where(
      and(
        within,
        filter.reference === undefined ? undefined : eq(all.reference, filter.reference),
        filter.kind === undefined ? undefined : eq(all.kind, filter.kind),
        filter.programme === undefined ? undefined : eq(cases.programme, filter.programme),
        filter.owner === undefined
          ? undefined
          : filter.owner === null
            ? isNull(incidentOwners.person)
            : eq(incidentOwners.person, filter.owner),
        filter.open === undefined
          ? undefined
          : filter.open
            ? isNull(all.resolvedAt)
            : isNotNull(all.resolvedAt),
      ),
    )
    .orderBy(desc(all.raisedAt), asc(all.id))
    .limit(most);
  return {
    count: rows[0]?.count ?? 0,
    rows: rows.map(({ incident, programme, organisation, person, name, since }) => ({
      ...incident,
      ...{ programme, organisation },
      owner: person === null || since === null ? null : { person, name: name ?? person, since },
    })),
  };
}

/** One a case, settled by hand or once its mails went out after all. */
function unreachedOfClosed(db: Database['db']) {
  const failedAt = sql<number>`max(coalesce(${mails.failedAt}, ${mails.at}))`;
  const settledAt = sql<number | null>`max(${incidentOwners.settledAt})`;
  return db
    .select({
      id: sql<string>`${cases.reference} || '.mail'`.as('id'),
      reference: cases.reference,
      kind: sql<IncidentKind>`'mail-undeliverable'`.as('kind'),
      subject: sql<string | null>`null::text`.as('subject'),
      raisedAt: failedAt.as('raised_at'),
      resolvedAt: sql<number | null>`case when ${settledAt} >= ${failedAt} then ${settledAt} end`.as(
        'resolved_at',
      ),
    })
    .from(mails)
    .innerJoin(cases, eq(cases.reference, mails.reference))
    .leftJoin(incidentOwners, eq(incidentOwners.incident, sql`${cases.reference} || '.mail'`))
    .where(and(eq(cases.status, 'closed'), sql.raw(unreachedSql('mails'))))
    .groupBy(cases.reference);
}

/** Why, for each of the incidents given. */
export async function causesOf(
  { pool }: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, IncidentCause>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<IncidentCause & { readonly id: string }>(causeSql, [ids]);
  return new Map(rows.map(({ id, ...cause }) => [id, cause]));
}

const causeSql = `select n.id,
  (select a.reason from transitions t join acts a on a.id = t.act_id
    where t.reference = n.reference and n.kind = 'reported'
      and t.events @> jsonb_build_array(jsonb_build_object('type', 'incident-raised', 'id', n.id)) limit 1) as reported,
  coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'person', m.person, 'name', coalesce(h.name, p.name),
      'address', coalesce(m.address, h.email, p.email), 'error', m.last_error) order by m.id)
    from mails m left join people p on p.id = m.person left join handovers h on h.id = m.handover
    where m.reference = n.reference
      and case when n.closed then ${unreachedSql('m')}
        else m.item is not distinct from n.subject
          and ((n.kind = 'mail-undeliverable' and m.state in ('refused', 'bounced'))
            or (n.kind = 'no-recipient' and m.state = 'no-recipient')) end), '[]') as mails,
  coalesce((select jsonb_agg(party) from items i, jsonb_array_elements(i.parties) party
    where i.id = n.subject and n.kind in ('no-eligible-decider', 'no-recipient')), '[]') as missing,
  coalesce((select i.excluded_persons from items i
    where i.id = n.subject and n.kind = 'no-eligible-decider'), '[]') as "excludedPersons"
  from (select id, reference, kind, subject, false as closed from incidents where id = any($1)
    union all select id, regexp_replace(id, '[.]mail$', ''), 'mail-undeliverable', null, true
      from unnest($1::text[]) id where id like '%.mail') n`;
