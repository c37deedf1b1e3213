/**
 * Places of a programme that are taken, as a SQL expression over its code. Cases of definitions without a quota count by
 * their admission: they were admitted before places were counted.
 */
export function placesHeldSql(programme: string): string {
  return `(select count(*)::int from cases held where held.programme = ${programme} and (held.place = 'held'
    or (held.place is null and coalesce(held.outcome, '') not in ('withdrawn', 'terminated')
      and exists (select 1 from items i where i.reference = held.reference
        and i.kind = 'approval' and i.key = 'admission' and i.outcome = 'approve')
      and not exists (select 1 from definitions d where d.key = held.definition and d.version = held.definition_version
        and d.body @? '$.rules.stages[*].approval.quota'))))`;
}

/** Lock on the places of a programme, until the transaction ends; a case's own lock comes first, always. */
export function lockPlacesSql(programme: string): string {
  return `select pg_advisory_xact_lock(hashtextextended(${programme}, 3))`;
}
