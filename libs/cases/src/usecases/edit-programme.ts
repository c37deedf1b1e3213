import { Injectable } from '@nestjs/common';
import { dataPathProblem, type CaseDefinition } from '#libs/definitions';
import { DomainError, type Role } from '#libs/domain';
import { measureColumns, openableRoles, type Viewer } from '#libs/identity';
import { Programmes, type DataPolicy } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { DefinitionLibrary } from '../definition-library.js';
import { PeopleChanged } from '../people-changed.js';

export interface ProgrammeChange {
  /** Whole: a role left out loses what was opened to it. */
  readonly dataPolicy?: Readonly<Record<string, readonly string[]>>;
}

/** Changes a programme's settings; administrators only. */
@Injectable()
export class EditProgramme {
  constructor(
    private readonly access: CaseAccess,
    private readonly programmes: Programmes,
    private readonly library: DefinitionLibrary,
    private readonly changed: PeopleChanged,
  ) {}

  async execute(viewer: Viewer, code: string, { dataPolicy }: ProgrammeChange): Promise<void> {
    this.access.programme(viewer, 'edit-programme', code);
    const before = await this.programmes.get(code);
    if (!before) throw new DomainError('not-found', 'programme.unknown', code);
    if (dataPolicy === undefined) return;
    const checked = checkedDataPolicy(dataPolicy, [...this.library.all().values()]);
    await this.programmes.change(code, { dataPolicy: checked });
    await this.changed.tell({
      ...{ by: viewer.person, kind: 'data-policy-changed', programme: code },
      detail: { before: before.dataPolicy, after: checked },
    });
  }
}

/** Throws `data-policy.role` or `data-policy.path`, each with what to write instead. */
export function checkedDataPolicy(
  policy: Readonly<Record<string, readonly string[]>>,
  definitions: readonly CaseDefinition[],
): DataPolicy {
  for (const [role, paths] of Object.entries(policy)) {
    if (!openableRoles.some((known) => known === role))
      throw new DomainError('invalid', 'data-policy.role', role, {
        hint: `A policy opens data to ${openableRoles.join(' or ')}; every other role reads all of it or none.`,
      });
    const given: unknown = paths;
    if (!Array.isArray(given) || given.some((path) => typeof path !== 'string'))
      throw new DomainError('invalid', 'data-policy.paths', role, {
        hint: 'Give each role a list of paths, e.g. {"partner": ["measures.outcome"]}.',
      });
    for (const path of paths) {
      const problem = dataPathProblem(definitions, measureColumns, path);
      if (problem !== undefined)
        throw new DomainError('invalid', 'data-policy.path', path, { hint: problem });
    }
  }
  return Object.fromEntries(
    Object.entries(policy).map(([role, paths]): [Role, readonly string[]] => [
      role as Role,
      [...new Set(paths)].sort(),
    ]),
  );
}
