import { textProblems, tidied, type TextKey, type TextProblem } from '#libs/mail';
import type { StandardText } from './mail-text-view.js';

/** A text as somebody wants it. */
export interface WantedText {
  readonly key: TextKey;
  /** As typed; null for the standard text. */
  readonly text: string | null;
  /** Of the change that the person saw; 0 for none. */
  readonly version: number;
  /** Wanted as it is, also where it is what the person saw: another standard text stands beside it since. */
  readonly insist?: boolean;
}

/** A change as it was stored. */
export interface EarlierText {
  readonly key: string;
  readonly version: number;
  readonly text: string | null;
  readonly standard: string;
}

export interface TextPlan {
  /** What keeps a text from being stored, by key. */
  readonly problems: ReadonlyMap<TextKey, readonly TextProblem[]>;
  /** Texts that somebody else has changed since the person saw them, to something else. */
  readonly stale: readonly TextKey[];
  /** What is to be stored, where nothing stands against it. */
  readonly changes: readonly {
    readonly key: TextKey;
    readonly version: number;
    readonly text: string | null;
    readonly standard: string;
  }[];
}

/** What wanted texts come to, given everything that was stored before. What the person did not touch is left to others. */
export function planTexts(
  wanted: readonly WantedText[],
  earlier: readonly EarlierText[],
  standardOf: (key: TextKey) => StandardText,
): TextPlan {
  const problems = new Map<TextKey, readonly TextProblem[]>();
  const stale: TextKey[] = [];
  const changes: TextPlan['changes'][number][] = [];
  for (const { key, text, version, insist = false } of wanted) {
    const { standard, ...setting } = standardOf(key);
    const own = earlier.filter((row) => row.key === key);
    const last = own.reduce<EarlierText | undefined>(
      (newest, row) => (newest && newest.version > row.version ? newest : row),
      undefined,
    );
    const textAt = (row: EarlierText | undefined) => row?.text ?? standard;
    const wish = text === null ? standard : tidied(key, text);
    const isOutdated = last !== undefined && last.text !== null && last.standard !== standard;
    if (wish === textAt(last) && !(insist && isOutdated)) continue;
    if (!insist && wish === textAt(own.find((row) => row.version === version))) continue;
    const found = wish === standard ? [] : textProblems(key, wish, setting);
    if (found.length > 0) problems.set(key, found);
    if (version !== (last?.version ?? 0)) stale.push(key);
    changes.push({
      ...{ key, standard, version: (last?.version ?? 0) + 1 },
      text: wish === standard ? null : wish,
    });
  }
  return { problems, stale, changes };
}
