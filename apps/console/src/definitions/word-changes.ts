/** Words in a row that both texts say, or that only this one does. */
export interface Run {
  readonly text: string;
  readonly isKept: boolean;
}

/** Two texts that share less are two texts: to mark nearly every word would hide what changed. */
const leastShared = 0.4;

/** Both texts in runs, so that what changed can be seen at a glance. Neither has marks where there is too little in common. */
export function wordChanges(
  before: string,
  after: string,
): { readonly before: readonly Run[]; readonly after: readonly Run[] } {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const kept = sharedWords(old, now);
  if (kept.length < leastShared * Math.min(old.length, now.length))
    return { before: whole(before), after: whole(after) };
  const [keptOld, keptNow] = [0, 1].map((side) => new Set(kept.map((pair) => pair[side])));
  return {
    before: runsOf(old, (index) => keptOld?.has(index) ?? false),
    after: runsOf(now, (index) => keptNow?.has(index) ?? false),
  };
}

/** Each with the space behind it, so that together they are the text. */
function wordsOf(text: string): readonly string[] {
  return text.split(/(?<=\s)(?=\S)/);
}

/** The longest sequence of words that both say, as pairs of their places. */
function sharedWords(old: readonly string[], now: readonly string[]): readonly (readonly [number, number])[] {
  const alike = (one: number, other: number) => old[one]?.trim() === now[other]?.trim();
  // How many words the rests from `one` and `other` on share; the last row first.
  let next: readonly number[] = [];
  const rows: (readonly number[])[] = [next];
  for (let one = old.length - 1; one >= 0; one--) {
    const row: number[] = [];
    for (let other = now.length - 1; other >= 0; other--)
      row[other] = alike(one, other)
        ? (next[other + 1] ?? 0) + 1
        : Math.max(next[other] ?? 0, row[other + 1] ?? 0);
    next = row;
    rows.unshift(row);
  }
  const shared = (one: number, other: number) => rows[one]?.[other] ?? 0;
  const pairs: (readonly [number, number])[] = [];
  let [one, other] = [0, 0];
  while (one < old.length && other < now.length) {
    if (alike(one, other)) pairs.push([one++, other++]);
    else if (shared(one + 1, other) >= shared(one, other + 1)) one++;
    else other++;
  }
  return pairs;
}

function runsOf(words: readonly string[], isKept: (index: number) => boolean): readonly Run[] {
  const runs: Run[] = [];
  for (const [index, word] of words.entries()) {
    const last = runs.at(-1);
    if (last?.isKept === isKept(index)) runs[runs.length - 1] = { ...last, text: last.text + word };
    else runs.push({ text: word, isKept: isKept(index) });
  }
  return runs;
}

function whole(text: string): readonly Run[] {
  return [{ text, isKept: true }];
}
