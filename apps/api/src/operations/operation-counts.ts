import { Inject, Injectable } from '@nestjs/common';
import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import { acts, cases, DATABASE, incidents, items, mails, type Database } from '#libs/persistence';

/** A number with what it counts. */
export interface Counted {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** How much of what there is, over all processes of the installation; no personal data. */
@Injectable()
export class OperationCounts {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Stored acts by type and outcome: `accepted`, `waiting`, or the code of the refusal. Refused ones are kept 30 days. */
  async acts(): Promise<readonly Counted[]> {
    const type = sql<string>`${acts.body}->>'type'`;
    const outcome = sql<string>`case ${acts.state} when 'consumed' then 'accepted' when 'refused' then coalesce(${acts.refusal}, 'refused') else 'waiting' end`;
    const rows = await this.database.db
      .select({ type, outcome, value: count() })
      .from(acts)
      .groupBy(sql`1`, sql`2`);
    return rows.map(({ value, ...labels }) => ({ labels, value }));
  }

  /** Mails that are not on their way yet, by state. */
  async unsentMails(): Promise<readonly Counted[]> {
    const rows = await this.database.db
      .select({ state: mails.state, value: count() })
      .from(mails)
      .where(inArray(mails.state, ['queued', 'sending']))
      .groupBy(mails.state);
    return rows.map(({ value, state }) => ({ labels: { state }, value }));
  }

  /** Open tasks and approvals past their due date, by programme. */
  async overdueItems(): Promise<readonly Counted[]> {
    const rows = await this.database.db
      .select({ programme: cases.programme, value: count() })
      .from(items)
      .innerJoin(cases, eq(cases.reference, items.reference))
      .where(and(eq(items.status, 'open'), eq(items.overdue, true)))
      .groupBy(cases.programme);
    return rows.map(({ value, ...labels }) => ({ labels, value }));
  }

  /** Incidents that nobody resolved, by programme. */
  async openIncidents(): Promise<readonly Counted[]> {
    const rows = await this.database.db
      .select({ programme: cases.programme, value: count() })
      .from(incidents)
      .innerJoin(cases, eq(cases.reference, incidents.reference))
      .where(isNull(incidents.resolvedAt))
      .groupBy(cases.programme);
    return rows.map(({ value, ...labels }) => ({ labels, value }));
  }
}
