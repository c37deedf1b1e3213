import { Injectable } from '@nestjs/common';
import { dataPathProblem, type CaseDefinition } from '#libs/definitions';
import { DomainError, leastOpenMinutes, mostMailsAWeek, openMinutes, type Role } from '#libs/domain';
import { measureColumns, openableRoles, type Viewer } from '#libs/identity';
import { Programmes, type DataPolicy, type Programme } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { DefinitionLibrary } from '../definition-library.js';
import { PeopleChanged } from './people-changed.js';

/** When mail of a programme leaves, and how often it may press; times in minutes after local midnight. */
export type MailHoursChange = Partial<Pick<Programme, 'reminderAt' | 'quietFrom' | 'quietTo' | 'mailsAWeek'>>;

export interface ProgrammeChange extends MailHoursChange {
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

  /** All of it or, where one part is refused, nothing. */
  async execute(
    viewer: Viewer,
    code: string,
    { dataPolicy, reminderAt, quietFrom, quietTo, mailsAWeek }: ProgrammeChange,
  ): Promise<void> {
    this.access.programme(viewer, 'edit-programme', code);
    const before = await this.programmes.get(code);
    if (!before) throw new DomainError('not-found', 'programme.unknown', code);
    const told = { by: viewer.person, programme: code };
    const hours = checkedMailHours(before, { reminderAt, quietFrom, quietTo, mailsAWeek });
    const policy = dataPolicy && checkedDataPolicy(dataPolicy, [...this.library.all().values()]);
    await this.programmes.change(code, { ...hours.after, ...(policy && { dataPolicy: policy }) });
    if (policy)
      await this.changed.tell({
        ...{ ...told, kind: 'data-policy-changed' },
        detail: { before: before.dataPolicy, after: policy },
      });
    if (Object.keys(hours.after).length > 0)
      await this.changed.tell({ ...told, kind: 'mail-hours-changed', detail: { ...hours } });
  }
}

/** What really changes. Throws `mail-hours.time`, `mail-hours.cap` or `mail-hours.quiet`. */
function checkedMailHours(
  before: Programme,
  change: { readonly [K in keyof MailHoursChange]: MailHoursChange[K] | undefined },
): { readonly before: MailHoursChange; readonly after: MailHoursChange } {
  const keys = (['reminderAt', 'quietFrom', 'quietTo', 'mailsAWeek'] as const).filter(
    (key) => change[key] !== undefined && change[key] !== before[key],
  );
  const after = Object.fromEntries(keys.map((key) => [key, change[key]])) as MailHoursChange;
  const { mailsAWeek, ...times } = { ...before, ...after };
  const isMinute = (value: number) => Number.isInteger(value) && value >= 0 && value < 1440;
  for (const key of ['reminderAt', 'quietFrom', 'quietTo'] as const)
    if (!isMinute(times[key]))
      throw new DomainError('invalid', 'mail-hours.time', key, {
        hint: 'Give minutes after local midnight, from 0 to 1439: 540 is 09:00.',
      });
  if (!Number.isInteger(mailsAWeek) || mailsAWeek < 1 || mailsAWeek > mostMailsAWeek)
    throw new DomainError('invalid', 'mail-hours.cap', String(mailsAWeek), {
      hint: `Give a whole number from 1 to ${mostMailsAWeek}.`,
    });
  if (openMinutes(times) < leastOpenMinutes)
    throw new DomainError('invalid', 'mail-hours.quiet', null, {
      hint: `Leave at least ${leastOpenMinutes} minutes of the day open, or give the same time twice for no quiet hours.`,
    });
  return { before: Object.fromEntries(keys.map((key) => [key, before[key]])), after };
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
