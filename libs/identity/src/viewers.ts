import { contactFunctions, type ContactFunction, type Instant } from '#libs/domain';
import type { Database } from '#libs/persistence';
import type { Grant, Principal, Standing, Viewer } from './viewer.js';

/** Reads who somebody is, and whom they stand in for, in one question: every request begins with it. */
export class Viewers {
  constructor(
    private readonly database: Database,
    private readonly now: () => Instant,
  ) {}

  /** Null for an unknown person. */
  of(person: string): Promise<Viewer | null> {
    return this.read(person, false);
  }

  /** Null also for somebody without a usable account. */
  ofAccount(person: string): Promise<Viewer | null> {
    return this.read(person, true);
  }

  private async read(person: string, withAccount: boolean): Promise<Viewer | null> {
    const { rows } = await this.database.pool.query<ViewerRow>({
      ...{ name: 'viewer', text: viewerSql },
      values: [person, this.now(), withAccount],
    });
    const [own, ...away] = rows;
    if (!own || own.programme !== null) return null;
    return {
      ...standingOf(own),
      name: own.name,
      language: own.language,
      ...(!own.shortcuts && { shortcuts: false }),
      standsInFor: away.map(principalOf),
    };
  }
}

interface ViewerRow {
  readonly person: string;
  /** Null for the person's own row, which is the first; else where the person stands in for that one, and until when. */
  readonly programme: string | null;
  readonly until: Instant | null;
  readonly name: string;
  readonly language: string;
  readonly shortcuts: boolean;
  readonly organisation: string | null;
  readonly grants: readonly Grant[];
  /** Of every organisation where the person is one. */
  readonly contacts: readonly ContactOf[];
  readonly partners: Standing['partnerIn'];
}

interface ContactOf {
  readonly organisation: string;
  readonly person: string;
  readonly function: ContactFunction;
}

/**
 * $1 person, $2 case time, $3 only with a usable account. A grant for every programme of a country also stands as one for each such
 * programme, so that lists can name them.
 */
const viewerSql = `select st.programme, st.until, p.id as person, p.name, p.language, p.shortcuts, p.organisation,
    coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'programme', e.programme, 'role', g.role, 'country', g.country, 'home', e.home)) order by g.programme, g.role, g.country, e.programme)
      from role_grants g, lateral (
        select g.programme, (select h.country from programmes h where h.code = g.programme)
        union all select h.code, h.country from programmes h where g.programme = '*' and h.country = g.country
      ) e (programme, home) where g.person = p.id), '[]') as grants,
    coalesce((select jsonb_agg(jsonb_build_object('organisation', k.organisation, 'person', k.person, 'function', k.function)
        order by k.organisation, k.person, k.function)
      from contacts k where k.organisation in (select own.organisation from contacts own where own.person = p.id)), '[]') as contacts,
    coalesce((select jsonb_agg(jsonb_build_object('programme', o.programme, 'partner', o.partner) order by o.programme)
      from programme_organisations o where o.organisation = p.organisation and o.partner is not null), '[]') as partners
  from (
    select $1::text as person, null::text as programme, null::float8 as until, null::bigint as since
    union all
    select s.person, s.programme, least(s.ends_at, s.ended_at)::float8, s.starts_at
    from substitutions s where s.substitute = $1 and s.starts_at <= $2::bigint and $2::bigint < least(s.ends_at, s.ended_at)
  ) st join people p on p.id = st.person
  where not $3::boolean or exists (select 1 from accounts a where a.person = $1 and a.disabled_at is null)
  order by st.since nulls first, p.id`;

function standingOf({ person, organisation, grants, contacts, partners }: ViewerRow): Standing {
  return {
    ...{ person, organisation, grants },
    contactOf: functionsOf(person, contacts),
    partnerIn: partners,
  };
}

/** Rights are not passed on, and an administrator's are nobody's to pass: the own ones of the one programme only. */
function principalOf(row: ViewerRow): Principal {
  const standing = standingOf(row);
  const there = row.programme ?? '';
  return {
    ...standing,
    name: row.name,
    programme: there,
    until: row.until ?? 0,
    grants: standing.grants
      .filter(
        (grant) => grant.role !== 'administrator' && (grant.programme === there || grant.programme === '*'),
      )
      .map((grant) => ({ ...grant, programme: there })),
    partnerIn: standing.partnerIn.filter((entry) => entry.programme === there),
  };
}

/** The director stands in for a function that nobody holds, as mails and `People.actorFacts` have it. */
function functionsOf(person: string, all: readonly ContactOf[]): Standing['contactOf'] {
  const held = all.filter((contact) => contact.person === person);
  const standIn = held
    .filter((contact) => contact.function === 'director')
    .flatMap(({ organisation }) =>
      contactFunctions
        .filter(
          (wanted) => !all.some((other) => other.organisation === organisation && other.function === wanted),
        )
        .map((wanted) => ({ organisation, function: wanted })),
    );
  return [...held.map(({ organisation, function: as }) => ({ organisation, function: as })), ...standIn];
}
