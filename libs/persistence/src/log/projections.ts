import { getTableName } from 'drizzle-orm';
import type { CaseRows } from '#libs/domain';
import { cases, incidents, items, measures, milestones } from '../schema/index.js';
import { insertFromJson } from '../table-sql.js';
import type { MeasureRow } from './measures.js';

/** The tables a rebuild proves, each with its key. */
export const projections = [
  { table: cases, key: ['reference'] },
  { table: items, key: ['id'] },
  { table: milestones, key: ['reference', 'key'] },
  { table: incidents, key: ['id'] },
  { table: measures, key: ['reference', 'key'] },
] as const;

/** Rows to write after one transition, or of whole cases; keys are table names. */
export interface ProjectionRows {
  readonly cases: readonly CaseRows['case'][];
  readonly items: CaseRows['items'];
  readonly milestones: CaseRows['milestones'];
  readonly incidents: CaseRows['incidents'];
  readonly measures: readonly MeasureRow[];
  /** Cases whose `measures` are complete: any other stored measure of theirs is removed. */
  readonly measured: readonly string[];
}

/**
 * The one writer of projections, for `record` and for rebuilds alike: parts of a `with` that take {@link ProjectionRows}
 * as the jsonb expression `json`.
 */
export function projectionWriters(json: string): readonly string[] {
  return [
    ...projections.map(
      ({ table, key }) =>
        `write_${getTableName(table)} as (${insertFromJson(table, `${json}->'${getTableName(table)}'`, { key })})`,
    ),
    `drop_measures as (delete from "measures" m
       where m.reference in (select jsonb_array_elements_text(${json}->'measured'))
         and not ${json}->'measures' @> jsonb_build_array(jsonb_build_object('reference', m.reference, 'key', m.key)))`,
  ];
}
