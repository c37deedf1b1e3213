import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError, instantAt, isLocalDate, addDays } from '#libs/domain';
import { rolesIn, type Viewer } from '#libs/identity';
import { Programmes, Substitutions, type Substitution, type SubstitutionConflict } from '#libs/persistence';
import { DirectoryRows, type PersonRecord } from './directory-rows.js';
import { Calendars } from '../calendars/calendars.js';
import { PeopleChanged } from './people-changed.js';
import { SubstitutionQueries } from './substitution-queries.js';
import type { SubstitutionView } from '../queries/views.js';

export interface ArrangeSubstitutionInput {
  readonly programme: string;
  /** Who is away. */
  readonly person: string;
  readonly substitute: string;
  /** `YYYY-MM-DD` in the programme's zone, both days inclusive. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly reason?: string;
}

/** Lets somebody act for somebody else between two days: arranged by the person or by an administrator. */
@Injectable()
export class ArrangeSubstitution {
  constructor(
    private readonly programmes: Programmes,
    private readonly directory: DirectoryRows,
    private readonly substitutions: Substitutions,
    private readonly queries: SubstitutionQueries,
    private readonly changed: PeopleChanged,
    private readonly calendars: Calendars,
    private readonly clock: CaseClock,
  ) {}

  async execute(viewer: Viewer, input: ArrangeSubstitutionInput): Promise<SubstitutionView> {
    const { programme, person, substitute, startsOn, endsOn } = input;
    requireOwnOrAdministrator(viewer, programme, person);
    if (person === substitute)
      throw new DomainError('invalid', 'substitution.oneself', person, {
        hint: 'Name somebody else to act for this person.',
      });
    const days = await this.daysOf(programme, startsOn, endsOn);
    await this.requireKnown(viewer, programme, { person, substitute });
    const reason = input.reason?.trim() ?? '';
    const arranged = await this.substitutions.arrange({
      ...{ programme, person, substitute, startsOn, endsOn, ...days },
      reason: reason === '' ? null : reason,
      arrangedBy: viewer.person,
      arrangedAt: this.clock.now(),
    });
    if ('because' in arranged) throw refusalOf(arranged);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'substitution-arranged', programme, person },
      detail: { substitute, startsOn, endsOn },
    });
    return this.queries.view(viewer, arranged);
  }

  /** Ends it before its last day; what was done until then stays done. */
  async end(viewer: Viewer, id: string): Promise<SubstitutionView> {
    const found = await this.substitutions.get(id);
    if (!found || !this.queries.maySee(viewer, found))
      throw new DomainError('not-found', 'substitution.unknown', id);
    const { programme, person } = found;
    requireOwnOrAdministrator(viewer, programme, person);
    if (!(await this.substitutions.end(id, this.clock.now())))
      throw new DomainError('conflict', 'substitution.over', id);
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'substitution-ended', programme, person },
      detail: { substitute: found.substitute },
    });
    return this.queries.view(viewer, (await this.substitutions.get(id)) ?? found);
  }

  /** From midnight to midnight in the programme's zone, and never from before it was arranged. */
  private async daysOf(
    code: string,
    startsOn: string,
    endsOn: string,
  ): Promise<Pick<Substitution, 'startsAt' | 'endsAt'>> {
    const programme = await this.programmes.get(code);
    if (!programme) throw new DomainError('not-found', 'programme.unknown', code);
    if (!isLocalDate(startsOn) || !isLocalDate(endsOn))
      throw new DomainError('invalid', 'substitution.days', null, {
        hint: 'Write both days as year-month-day, e.g. 2026-09-01.',
      });
    if (endsOn < startsOn)
      throw new DomainError('invalid', 'substitution.ends-before-start', endsOn, {
        hint: 'The last day is the first one or a later one.',
      });
    const calendar = await this.calendars.ofProgramme(programme);
    const startsAt = Math.max(instantAt(calendar, startsOn, 0), this.clock.now());
    const endsAt = instantAt(calendar, addDays(endsOn, 1), 0);
    if (endsAt <= this.clock.now())
      throw new DomainError('invalid', 'substitution.past', endsOn, {
        hint: 'Nobody can act in the past: choose a last day from today on.',
      });
    return { startsAt, endsAt };
  }

  private async requireKnown(
    viewer: Viewer,
    programme: string,
    { person, substitute }: { readonly person: string; readonly substitute: string },
  ): Promise<void> {
    const [away, other] = await Promise.all(
      [person, substitute].map(
        async (id) => (await this.directory.people({ id, programmes: [programme] }))[0],
      ),
    );
    if (!away) throw new DomainError('not-found', 'person.unknown', person);
    if (!other) throw new DomainError('not-found', 'person.unknown', substitute);
    const isTrusted =
      rolesIn(viewer, programme).includes('administrator') ||
      holdsRole(other, programme) ||
      (other.organisation !== null && other.organisation === away.organisation);
    if (!isTrusted)
      throw new DomainError('forbidden', 'substitution.outsider', substitute, {
        hint: 'Choose somebody with a role in the programme or of the same organisation, or ask an administrator.',
      });
  }
}

function holdsRole({ grants }: PersonRecord, programme: string): boolean {
  return grants.some((grant) => grant.programme === programme || grant.programme === '*');
}

function requireOwnOrAdministrator(viewer: Viewer, programme: string, person: string): void {
  if (person === viewer.person || rolesIn(viewer, programme).includes('administrator')) return;
  throw new DomainError('forbidden', 'substitution.not-yours', person, {
    hint: 'The person arranges it, or an administrator does.',
  });
}

const remedies: Readonly<Record<SubstitutionConflict['because'], string>> = {
  overlaps:
    'The person is substituted in these days already: end that substitution first, or choose other days.',
  'substitute-away':
    'The substitute is away in these days: choose somebody else, because rights are not passed on.',
  'person-stands-in':
    'The person stands in for somebody else in these days: end that substitution first, because rights are not passed on.',
};

function refusalOf({ because, earlier }: SubstitutionConflict): DomainError {
  return new DomainError('conflict', `substitution.${because}`, earlier.id, { hint: remedies[because] });
}
