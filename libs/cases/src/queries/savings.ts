import type { SavingMonth } from '#libs/persistence';

/** Companies behind a sum that those may see who see no company's figures (I15). */
export const leastCompanies = 3;

/** A year's savings up to the end of a month, in the programme's currency. */
export interface SavingsByMonth {
  /** `YYYY-MM` */
  readonly month: string;
  readonly planned: number;
  readonly verified: number;
}

/** Month after month, each with all before it. */
export function soFar(months: readonly SavingMonth[]): readonly SavingsByMonth[] {
  let [planned, verified] = [0, 0];
  return months.map((one) => {
    planned += one.planned;
    verified += one.verified;
    return { month: one.month, planned, verified };
  });
}

/**
 * Months taken together until what they add is of so many companies that it is nobody's own; what is left at the end joins as
 * many before it as that takes. Otherwise a step of the line, beside the calendar's dates, would tell one company's saving (I15).
 */
export function tellingNobodys(months: readonly SavingMonth[]): readonly SavingMonth[] {
  const groups: SavingMonth[] = [];
  let rest: SavingMonth | undefined;
  for (const month of months) {
    rest = rest ? together(rest, month) : month;
    if (!isOfMany(rest)) continue;
    groups.push(rest);
    rest = undefined;
  }
  while (rest && !isOfMany(rest)) {
    const last = groups.pop();
    if (!last) return [];
    rest = together(last, rest);
  }
  return rest ? [...groups, rest] : groups;
}

function isOfMany({ plannedBy, verifiedBy }: SavingMonth): boolean {
  return [plannedBy, verifiedBy].every(({ length }) => length === 0 || length >= leastCompanies);
}

function together(before: SavingMonth, after: SavingMonth): SavingMonth {
  return {
    month: after.month,
    planned: before.planned + after.planned,
    verified: before.verified + after.verified,
    plannedBy: [...new Set([...before.plannedBy, ...after.plannedBy])],
    verifiedBy: [...new Set([...before.verifiedBy, ...after.verifiedBy])],
  };
}
