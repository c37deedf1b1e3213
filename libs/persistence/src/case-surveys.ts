import type { CaseSurvey } from '#libs/contracts';
import type { Database } from './database.js';
import { directorySql } from './people/directory-sql.js';
import { emptyDirectory, type Directory } from './people/directory.js';
import { placesHeldSql } from './people/places-sql.js';
import { undecidable, untold, type AskedApproval } from './people/undecidable.js';
import { items } from './schema/index.js';
import { selectList } from './table-sql.js';
import { unreachedSql } from './views/unreached-sql.js';

/** What the world outside says of cases: whether anybody may decide, whether a place is free, whether mail arrived. */
export class CaseSurveys {
  constructor(private readonly database: Database) {}

  /** Of one case, as its workflow asks for it; an unknown one has nothing to review. */
  async survey(reference: string): Promise<CaseSurvey> {
    const unreached = await this.unreached(reference);
    const [found] = await this.openApprovals('c.reference = $1', reference);
    if (!found) return { undecidable: [], untold: [], placeFree: false, unreached };
    const waits = found.place === 'waiting';
    const directory = await this.directory(found);
    return {
      undecidable: undecidable(found.approvals, directory, found.organisation),
      untold: untold(found.approvals, directory, found.coordinator),
      placeFree: waits && (await this.nextAdmitted(found.programme)) === reference,
      unreached,
    };
  }

  /** Open cases with mail that reached nobody, and of which no incident tells. */
  async withUnreached(): Promise<readonly string[]> {
    const { rows } = await this.database.pool.query<{ reference: string }>(
      `select distinct m.reference from mails m join cases c on c.reference = m.reference
        where c.status = 'open' and ${unreachedSql('m')} order by 1`,
    );
    return rows.map(({ reference }) => reference);
  }

  private async unreached(reference: string): Promise<CaseSurvey['unreached']> {
    const { rows } = await this.database.pool.query<CaseSurvey['unreached'][number]>(
      `select distinct m.item, ${becauseSql} as because from mails m
        where m.reference = $1 and ${unreachedSql('m')} order by 1, 2`,
      [reference],
    );
    return rows;
  }

  /** Open cases of a programme, or of all, whose incidents do not say who is missing as it is now, or where somebody is not told. */
  async outdated(programme: string | null = null): Promise<readonly string[]> {
    const outdated: string[] = [];
    const directories = new Map<string, Promise<Directory>>();
    for (const found of await this.openApprovals('($1::text is null or c.programme = $1)', programme)) {
      const key = [found.programme, found.organisation, found.country].join();
      const directory = directories.get(key) ?? this.directory(found);
      directories.set(key, directory);
      const now = undecidable(found.approvals, await directory, found.organisation);
      const isNews = untold(found.approvals, await directory, found.coordinator).length > 0;
      if (isNews || now.join() !== found.reported.join()) outdated.push(found.reference);
    }
    return outdated;
  }

  /**
   * Who moves up: the first of the waiting list, by rank and then by time, when since it went there more places were given
   * back than others have moved up to. A place that a committee left open is nobody's by itself.
   */
  async nextAdmitted(programme: string): Promise<string | null> {
    const { rows } = await this.database.pool.query<{ reference: string }>(nextSql, [programme]);
    return rows[0]?.reference ?? null;
  }

  /** Programmes with a waiting list. */
  async programmesWithWaiting(): Promise<readonly string[]> {
    const { rows } = await this.database.pool.query<{ programme: string }>(
      `select distinct programme from cases where status = 'open' and place = 'waiting' order by programme`,
    );
    return rows.map(({ programme }) => programme);
  }

  private async openApprovals(where: string, value: string | null): Promise<readonly Surveyed[]> {
    const { rows } = await this.database.pool.query<Surveyed>(
      `select c.reference, c.programme, c.organisation, c.country, c.coordinator, c.place,
         coalesce((select jsonb_agg(to_jsonb(a)) from (select ${approvalColumns}, ${invitedSql} as invited from items i
            where i.reference = c.reference and i.kind = 'approval' and i.status = 'open') a), '[]') as approvals,
         array(select n.subject from incidents n where n.reference = c.reference
            and n.kind = 'no-eligible-decider' and n.resolved_at is null order by n.subject collate "C") as reported
       from cases c where c.status = 'open' and ${where}
         and (exists (select 1 from items i where i.reference = c.reference and i.kind = 'approval' and i.status = 'open')
           or exists (select 1 from incidents n where n.reference = c.reference
             and n.kind = 'no-eligible-decider' and n.resolved_at is null))
       order by c.reference`,
      [value],
    );
    return rows;
  }

  /** Whatever the moment: substitutes bring no voice of their own. */
  private async directory({ programme, organisation, country }: Surveyed): Promise<Directory> {
    const { rows } = await this.database.pool.query<Directory>(directoryOf, [
      programme,
      organisation,
      country,
    ]);
    return rows[0] ?? emptyDirectory;
  }
}

interface Surveyed {
  readonly reference: string;
  readonly programme: string;
  readonly organisation: string;
  readonly country: string;
  readonly coordinator: string;
  readonly place: 'held' | 'waiting' | null;
  readonly approvals: readonly AskedApproval[];
  /** Approvals of which an open incident says that nobody may decide them. */
  readonly reported: readonly string[];
}

const becauseSql = `case m.state when 'no-recipient' then 'no-recipient' else 'refused' end`;

const directoryOf = directorySql({ programme: '$1', organisation: '$2', country: '$3', at: '0' });

const invitedSql = `array(select m.person from mails m
  where m.reference = i.reference and m.item = i.id and m.notice = 'invitation' and m.person is not null)`;

/** Columns of {@link AskedApproval}. */
const approvalColumns = selectList(items, [
  'id',
  'wanted',
  'voices',
  'excludedPersons',
  'excludedOrganisations',
  'parties',
  'stoppedAt',
]);

/** Machine time decides what came first: case time may differ from case to case. */
const nextSql = `with waiting as (
    select c.reference, t.recorded_at as since
      from cases c
      join items i on i.reference = c.reference and i.kind = 'approval' and i.status = 'open' and i.deferred
      join transitions t on t.reference = c.reference
        and t.events @> jsonb_build_array(jsonb_build_object('type', 'approval-asked', 'id', i.id))
     where c.programme = $1 and c.status = 'open' and c.place = 'waiting'
     order by c.rank, t.recorded_at, c.reference limit 1),
  since as (
    select t.events from waiting w, transitions t join cases c on c.reference = t.reference
     where c.programme = $1 and t.recorded_at >= w.since)
select w.reference from waiting w, programmes p
 where p.code = $1 and p.quota > ${placesHeldSql('$1')}
   and (select count(*) from since where events @> '[{"type": "case-closed", "freesPlace": true}]')
     > (select count(*) from since where events @> '[{"type": "approval-decided", "because": "place-freed"}]')`;
