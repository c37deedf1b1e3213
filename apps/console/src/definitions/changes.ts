import type { Described, DescribedItem, Line } from './described.js';

/** A place at which two versions differ; null where one of them says nothing. */
export interface Change {
  readonly place: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a reader of both versions would notice, in the order of the path; what only the later one has stands at its end of each stage. */
export function changesBetween(before: Described, after: Described): readonly Change[] {
  const [old, now] = [placesOf(before), placesOf(after)];
  const keys = [...new Set([...now.keys(), ...old.keys()])];
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was?.text === is?.text) return [];
    const { place, label } = is ?? was ?? { place: key, label: '' };
    return [{ place, label, before: was?.text ?? null, after: is?.text ?? null }];
  });
}

interface Place {
  readonly place: string;
  readonly label: string;
  readonly text: string;
}

function placesOf({ stages, outcomes }: Described): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const add = (prefix: string, place: string, lines: readonly Line[]) => {
    for (const { key, label, text } of lines) places.set(`${prefix}/${key}`, { place, label, text });
  };
  for (const stage of stages) {
    add(`stage/${stage.key}`, stage.title, stage.lines);
    for (const item of stage.items) add(`item/${item.key}`, `${stage.title} · ${item.title}`, linesOf(item));
  }
  for (const { key, label, text } of outcomes)
    places.set(key, { place: label, label: '', text: text || label });
  return places;
}

function linesOf({ texts, lines, fields }: DescribedItem): readonly Line[] {
  return [...texts, ...lines, ...fields];
}
