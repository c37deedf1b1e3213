/**
 * One row `{contacts, grants}` (see `Directory`) for a programme and an organisation, both given as SQL expressions.
 * `*` grants hold in every programme.
 */
export function directorySql(programme: string, organisation: string): string {
  return `select
    coalesce((select jsonb_agg(jsonb_build_object('person', c.person, 'function', c.function))
       from contacts c where c.organisation = ${organisation}), '[]'::jsonb) as contacts,
    coalesce((select jsonb_agg(jsonb_build_object('person', g.person, 'role', g.role, 'organisation', p.organisation,
         'partners', coalesce((select jsonb_agg(o.partner) from programme_organisations o
            where o.programme = ${programme} and o.organisation = p.organisation and o.partner is not null), '[]'::jsonb)))
       from role_grants g join people p on p.id = g.person where g.programme in (${programme}, '*')), '[]'::jsonb) as grants`;
}
