import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError, type Role } from '#libs/domain';
import { People, type CaseListRow, type RoleHolder } from '#libs/persistence';

/** Somebody who may come to a visit. */
export interface Visitor extends RoleHolder {
  /** Person code and name of who is away, where the visitor stands in for them; the role is theirs. */
  readonly standsInFor: { readonly person: string; readonly name: string } | null;
}

/** Who comes to a visit, and in whose place. */
export interface Coming {
  readonly visitors: readonly string[];
  /** Person code of who is away, by that of who comes instead. */
  readonly standIns: Readonly<Record<string, string>>;
}

const mostVisitors = 8;

/** Who may come to the visits of a case: whoever works on it, and whoever stands in for one of them at this moment. */
@Injectable()
export class Visitors {
  constructor(
    private readonly people: People,
    private readonly clock: CaseClock,
  ) {}

  /** By name; those who stand in for somebody after all others. */
  async of(file: CaseListRow, roles: readonly Role[]): Promise<readonly Visitor[]> {
    const { programme, organisation, country } = file;
    const at = this.clock.now();
    const [holders, { substitutes }] = await Promise.all([
      this.people.holding(roles, file),
      this.people.directoryOf({ programme, organisation, country, at }),
    ]);
    // An administrator's role is nobody's to pass on, and who may come in person does.
    const away = new Map(
      holders.flatMap((holder) => (holder.role === 'administrator' ? [] : [[holder.person, holder]])),
    );
    const standing = substitutes.filter(
      ({ person, substitute }) => away.has(person) && !holders.some((one) => one.person === substitute),
    );
    const names = await this.people.persons(standing.map(({ substitute }) => substitute));
    const found = new Map<string, Visitor>(
      holders.map((holder) => [holder.person, { ...holder, standsInFor: null }]),
    );
    for (const { person: absent, substitute: person } of standing) {
      const held = away.get(absent);
      const name = names.get(person)?.name ?? person;
      if (held && !found.has(person))
        found.set(person, {
          person,
          name,
          role: held.role,
          standsInFor: { person: absent, name: held.name },
        });
    }
    return [...found.values()];
  }

  /** Whoever asks comes unless others are named. Throws `visit.visitors`, and `visit.visitor` for somebody who could not arrange the visit. */
  async coming(file: CaseListRow, asked: readonly string[], asking: string): Promise<Coming> {
    const visitors = asked.length === 0 ? [asking] : [...new Set(asked)];
    if (visitors.length > mostVisitors) throw new DomainError('invalid', 'visit.visitors', file.reference);
    const known = new Map(
      (await this.of(file, ['expert', 'coordinator', 'administrator'])).map((one) => [one.person, one]),
    );
    const stranger = visitors.find((person) => !known.has(person));
    if (stranger !== undefined) throw new DomainError('invalid', 'visit.visitor', stranger);
    const standIns = visitors.flatMap((person) => {
      const away = known.get(person)?.standsInFor;
      return away ? [[person, away.person] as const] : [];
    });
    return { visitors, standIns: Object.fromEntries(standIns) };
  }
}
