import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Transition } from '#libs/domain';
import type { Database } from '../database.js';
import { readTransition } from '../log/transition-row.js';
import { acts, organisations, people, transitions } from '../schema/index.js';

/** A transition with what people read of it: the names, and the words of its act. */
export interface TrailRow extends Transition {
  readonly personName: string | null;
  readonly onBehalfOfName: string | null;
  /** Who copied the link it came through. */
  readonly viaName: string | null;
  readonly organisationName: string | null;
  /** Item the act is about. */
  readonly item: string | null;
  readonly answers: Readonly<Record<string, unknown>> | null;
  readonly reason: string | null;
  /** Ids of the documents the act lists. */
  readonly documents: readonly string[];
}

export async function trailOf(
  { db }: Database,
  reference: string,
  since: number,
  limit: number,
): Promise<readonly TrailRow[]> {
  const principal = alias(people, 'principal');
  const copier = alias(people, 'copier');
  const rows = await db
    .select({
      transition: transitions,
      personName: people.name,
      onBehalfOfName: principal.name,
      viaName: copier.name,
      organisationName: organisations.name,
      item: acts.item,
      answers: acts.answers,
      reason: acts.reason,
      documents: acts.documents,
    })
    .from(transitions)
    .leftJoin(acts, eq(acts.id, transitions.actId))
    .leftJoin(people, eq(people.id, sql`${transitions.actor}->>'person'`))
    .leftJoin(principal, eq(principal.id, sql`${transitions.actor}->>'onBehalfOf'`))
    .leftJoin(copier, eq(copier.id, sql`${transitions.actor}->>'via'`))
    .leftJoin(organisations, eq(organisations.code, sql`${transitions.actor}->>'organisation'`))
    .where(and(eq(transitions.reference, reference), gt(transitions.seq, since)))
    .orderBy(asc(transitions.seq))
    .limit(limit);
  return rows.map(({ transition, documents, ...words }) => ({
    documents: documents ?? [],
    ...words,
    ...readTransition(transition),
  }));
}
