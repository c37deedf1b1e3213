import type { TypedSlot } from '#libs/cases';
import { textOf } from '../http/form-post.js';

/** What was typed on the forms about a visit. */
export interface TypedVisit {
  /** Rows in which something was typed. */
  readonly slots: readonly TypedSlot[];
  readonly place: string;
  /** Person codes. */
  readonly visitors: readonly string[];
  readonly functions: readonly string[];
  readonly note: string;
  /** Task it is for; empty for none. */
  readonly item: string;
  readonly reason: string;
  /** Number of the slot that is chosen; empty for none. */
  readonly slot: string;
  /** Slots whose warnings were read, as `slotsText` spells them. */
  readonly anyway: string;
}

export const nothingTyped: TypedVisit = {
  ...{ slots: [], place: '', visitors: [], functions: [], note: '', item: '' },
  ...{ reason: '', slot: '', anyway: '' },
};

type Body = Readonly<Record<string, unknown>>;

/** Reads the fields of any form about a visit. */
export function visitOf(body: Body): TypedVisit {
  const rows = Array.from({ length: 5 }, (_, index) => rowOf(body, index));
  return {
    slots: rows.filter(({ day, from, to }) => `${day}${from}${to}` !== ''),
    ...{ place: textOf(body['place']), note: textOf(body['note']), item: textOf(body['item']) },
    ...{ visitors: list(body['visitor']), functions: list(body['function']) },
    ...{ reason: textOf(body['reason']), slot: textOf(body['slot']), anyway: textOf(body['anyway']) },
  };
}

/** Slots in one line, to tell whether they are the ones whose warnings were read. */
export function slotsText(slots: readonly TypedSlot[]): string {
  return slots.map(({ day, from, to }) => `${day} ${from} ${to}`).join(', ');
}

function rowOf(body: Body, index: number): TypedSlot {
  const of = (part: keyof TypedSlot) => textOf(body[`slots.${index}.${part}`]);
  return { day: of('day'), from: of('from'), to: of('to') };
}

function list(value: unknown): readonly string[] {
  return [...new Set([value ?? []].flat().filter((one): one is string => typeof one === 'string'))];
}
