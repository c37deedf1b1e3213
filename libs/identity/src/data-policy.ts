import { roles, type Role } from '#libs/domain';
import type { DataPolicy } from '#libs/persistence';
import { isPartyTo, may, permissions, rolesOn, type CaseScope, type ItemScope } from './policy.js';
import { standingsIn, type Viewer } from './viewer.js';

/** What is kept of a measure beside its key; each is a path of the policy: `measures.cost`. */
export const measureColumns = [
  'title',
  'theme',
  'arc',
  'cost',
  'yearlySaving',
  'chosen',
  'plannedFor',
  'budget',
  'financing',
  'outcome',
] as const;
export type MeasureColumn = (typeof measureColumns)[number];

/** One piece of a company's data: `measures.<column>`, `answers.<task>.<field>` or `documents.<task>.<field>`. */
export type DataPath =
  `measures.${MeasureColumn}` | `answers.${string}.${string}` | `documents.${string}.${string}`;

/** What one viewer may read of one case (I15). Every read of figures, answers, costs and files asks this, nothing else. */
export interface Reader {
  /** Words as well: reasons, comments, names. */
  readonly all: boolean;
  reads(path: DataPath): boolean;
  /** Whether anything that begins so is open, e.g. `measures.` or `answers.report.`. */
  readsAnyOf(beginning: string): boolean;
}

const everything: Reader = { all: true, reads: () => true, readsAnyOf: () => true };

/** Who may see the company's answers reads all of it; anybody else what the programme opens to one of the roles held. */
export function readerOf(policy: DataPolicy, viewer: Viewer, scope: CaseScope): Reader {
  if (may(viewer, 'view-answers', scope)) return everything;
  const held = standingsIn(viewer, scope.programme).flatMap((standing) => rolesOn(standing, scope));
  return openedTo(held.flatMap((role) => policy[role] ?? []));
}

/** Of an item and of what its definition shows beside it: whom it is for needs to know all of that. */
export function itemReaderOf(
  policy: DataPolicy,
  viewer: Viewer,
  scope: CaseScope,
  item: Pick<ItemScope, 'parties'>,
): Reader {
  return isPartyTo(item, scope, viewer) ? everything : readerOf(policy, viewer, scope);
}

function openedTo(patterns: readonly string[]): Reader {
  return {
    all: false,
    reads: (path) => patterns.some((pattern) => isWithin(path, pattern)),
    readsAnyOf: (beginning) =>
      patterns.some(
        (pattern) => pattern.startsWith(beginning) || (pattern.endsWith('*') && isWithin(beginning, pattern)),
      ),
  };
}

/** `answers.report.*` holds every field of the report, `answers.*` those of every task. */
function isWithin(path: string, pattern: string): boolean {
  return pattern.endsWith('.*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

/** Roles that a programme can open something to: those that see stages and dates, and no company's answers. */
export const openableRoles: readonly Role[] = roles.filter(
  (role) => permissions['view-case'].includes(role) && !permissions['view-answers'].includes(role),
);

/** Roles and contacts that read all of a company's data. */
export const fullReaders = permissions['view-answers'];

/** What a role reads of a company's data. */
export interface RoleSight {
  readonly role: Role;
  /** Patterns of the policy; empty for stages, dates and aggregates only. */
  readonly opened: readonly string[];
}

/** Who sees what beside the full readers, as every page of a company has to say (I15). */
export function whoSeesWhat(policy: DataPolicy): readonly RoleSight[] {
  return openableRoles.map((role) => ({ role, opened: policy[role] ?? [] }));
}
