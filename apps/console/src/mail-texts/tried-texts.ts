import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DomainError } from '#libs/domain';
import { isTextKey, type TextKey } from '#libs/mail';

/** Texts as they were typed, by key. */
export type TypedTexts = ReadonlyMap<TextKey, string>;
export const nothingTyped: TypedTexts = new Map();

/** Bytes of what an address may unfold to. */
const largest = 64 * 1024;

/**
 * Typed texts for the address of a frame: a frame cannot post, and what is not saved is kept nowhere. Pressed together, because Arabic
 * takes six signs a letter in an address.
 */
export function packed(texts: TypedTexts): string {
  return deflateRawSync(JSON.stringify([...texts])).toString('base64url');
}

/** Throws `form.incomplete` for what no page of ours has packed. */
export function unpacked(text: string): TypedTexts {
  try {
    const unfolded = inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: largest });
    const entries: unknown = JSON.parse(unfolded.toString('utf8'));
    if (Array.isArray(entries) && entries.every(isEntry)) return new Map(entries);
  } catch {
    // Cut off or made up: the same as one of another shape.
  }
  throw new DomainError('invalid', 'form.incomplete', 'tried');
}

function isEntry(entry: unknown): entry is [TextKey, string] {
  return Array.isArray(entry) && entry.length === 2 && isTextKey(entry[0]) && typeof entry[1] === 'string';
}
