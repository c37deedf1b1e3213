import type { CaseState } from '#libs/domain';

type Parts = Readonly<Record<string, unknown>>;

/** Compares two states again and again; what neither has replaced since the last time is not compared a second time. */
export class Comparison {
  private before: readonly [Parts, Parts] = [{}, {}];

  /** The first place in which they differ; null when they are the same JSON. */
  differenceOf(one: CaseState, other: CaseState): string | null {
    const [own, theirs]: readonly [Parts, Parts] = [{ ...one }, { ...other }];
    const difference = differenceIn(own, theirs, this.before, 1);
    this.before = [own, theirs];
    return difference;
  }
}

/** Down to `depth` levels, each part is compared only where it is another than before. */
function differenceIn(
  own: Parts,
  theirs: Parts,
  before: readonly [Parts, Parts],
  depth: number,
): string | null {
  const keys = Object.keys(own);
  if (keys.join() !== Object.keys(theirs).join()) return keys.join();
  for (const key of keys) {
    const [mine, yours] = [own[key], theirs[key]];
    const [mineBefore, yoursBefore] = [before[0][key], before[1][key]];
    if (mine === mineBefore && yours === yoursBefore) continue;
    const difference =
      depth > 0 && isParts(mine) && isParts(yours)
        ? differenceIn(mine, yours, [partsOf(mineBefore), partsOf(yoursBefore)], depth - 1)
        : wordsOf(mine, yours);
    if (difference !== null) return `${key}: ${difference}`;
  }
  return null;
}

function wordsOf(mine: unknown, yours: unknown): string | null {
  const [one, other] = [JSON.stringify(mine), JSON.stringify(yours)];
  return one === other ? null : `${one} and ${other}`;
}

function partsOf(value: unknown): Parts {
  return isParts(value) ? value : {};
}

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
