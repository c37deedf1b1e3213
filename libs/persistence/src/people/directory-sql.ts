/**
 * Whether the grant of alias `g` covers a case of the programme and country given as SQL expressions: a grant for every
 * programme holds in one country, or it is an administrator's.
 */
export function coversSql(g: string, programme: string, country: string): string {
  return `(${g}.programme = ${programme} or (${g}.programme = '*' and (${g}.role = 'administrator' or ${g}.country <> '*')))
    and ${g}.country in ('*', ${country})`;
}

/** Whether the substitution of alias `s` is in force at an instant of case time, given as an SQL expression. */
export function inForceSql(s: string, at: string): string {
  return `${s}.starts_at <= ${at} and ${at} < least(${s}.ends_at, ${s}.ended_at)`;
}

/** The case's facts that a directory is read for, and the moment, all as SQL expressions. */
export interface DirectoryKey {
  readonly programme: string;
  readonly organisation: string;
  readonly country: string;
  readonly at: string;
  /** Roles whose holders are asked for, an array; all where it is null or left out. */
  readonly roles?: string;
}

/** One row `{contacts, grants, substitutes}` (see `Directory`). */
export function directorySql({ programme, organisation, country, at, roles = 'null' }: DirectoryKey): string {
  return `select
    coalesce((select jsonb_agg(jsonb_build_object('person', c.person, 'function', c.function))
       from contacts c where c.organisation = ${organisation}), '[]'::jsonb) as contacts,
    coalesce((select jsonb_agg(jsonb_build_object('person', g.person, 'role', g.role, 'organisation', p.organisation,
         'partners', coalesce((select jsonb_agg(o.partner) from programme_organisations o
            where o.programme = ${programme} and o.organisation = p.organisation and o.partner is not null), '[]'::jsonb)))
       from role_grants g join people p on p.id = g.person
       where ${coversSql('g', programme, country)} and (${roles}::text[] is null or g.role = any(${roles}::text[]))), '[]'::jsonb) as grants,
    coalesce((select jsonb_agg(jsonb_build_object('person', s.person, 'substitute', s.substitute, 'organisation', p.organisation))
       from substitutions s join people p on p.id = s.substitute
       where s.programme = ${programme} and ${inForceSql('s', at)}), '[]'::jsonb) as substitutes`;
}
