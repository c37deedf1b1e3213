import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { rolesIn, type Viewer } from '#libs/identity';
import { Programmes } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { DirectoryRows } from './directory-rows.js';
import { DirectoryQueries } from './directory-queries.js';
import type { PersonView } from '../queries/views.js';

/** Whom and what an editor of people may touch; the first question of every edit. `programme` is where the viewer must hold the right. */
@Injectable()
export class EditablePeople {
  constructor(
    private readonly access: CaseAccess,
    private readonly programmes: Programmes,
    private readonly directory: DirectoryRows,
    private readonly queries: DirectoryQueries,
  ) {}

  /** Throws `action.forbidden`, and `programme.unknown` for whom every programme is open: `*` stands for all of them. */
  async programme(viewer: Viewer, programme: string): Promise<void> {
    this.access.programme(viewer, 'edit-people', programme);
    if (programme !== '*' && !(await this.programmes.get(programme)))
      throw new DomainError('not-found', 'programme.unknown', programme);
  }

  /** Someone of this programme, or someone nobody has placed yet; administrators edit everybody. */
  async person(viewer: Viewer, programme: string, id: string): Promise<PersonView> {
    await this.programme(viewer, programme);
    const found = await this.read(id);
    if (rolesIn(viewer, programme).includes('administrator')) return found;
    const [here] = await this.directory.people({ id, programmes: [programme] });
    const unplaced = found.organisation === null && found.grants.length === 0 && found.contactOf.length === 0;
    const outranks = found.grants.some(({ role }) => role === 'administrator');
    if ((!here && !unplaced) || outranks) throw new DomainError('not-found', 'person.unknown', id);
    return found;
  }

  /** Throws `organisation.not-in-programme`. */
  async organisation(programme: string, code: string): Promise<void> {
    const parts = await this.directory.partsOf([code]);
    if (!parts.some((part) => part.programme === programme))
      throw new DomainError('not-found', 'organisation.not-in-programme', code);
  }

  /** What stands now, and what nobody could settle any more: people leave, so it is saved and told. */
  async saved(viewer: Viewer, programme: string, id: string): Promise<PersonView> {
    return { ...(await this.read(id)), warnings: await this.queries.gaps(viewer, programme) };
  }

  /** Throws `person.unknown`. */
  async read(id: string): Promise<PersonView> {
    const [found] = await this.directory.people({ id });
    if (!found) throw new DomainError('not-found', 'person.unknown', id);
    return found;
  }
}

/** Throws `action.forbidden`. */
export function requireAdministrator(viewer: Viewer, programme: string, action: string): void {
  if (!rolesIn(viewer, programme).includes('administrator'))
    throw new DomainError('forbidden', 'action.forbidden', action, { hint: 'Ask an administrator.' });
}

/** The word as one of those known; throws `code`. */
export function known<T extends string>(all: readonly T[], given: string, code: string): T {
  const found = all.find((candidate) => candidate === given);
  if (!found) throw new DomainError('invalid', code, given);
  return found;
}

/** Old and new values of what really changes. */
export function differenceOf(before: object, change: object): Readonly<Record<string, unknown>> {
  const old = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries(change).filter(
    ([key, value]) => value !== undefined && value !== old.get(key),
  );
  return {
    before: Object.fromEntries(changed.map(([key]) => [key, old.get(key)])),
    after: Object.fromEntries(changed),
  };
}
