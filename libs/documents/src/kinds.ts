import { fileTypeFromBuffer } from 'file-type';

/** Media types that are kept, by the kind that a form's `accept` names. */
const acceptedKinds = {
  pdf: ['application/pdf'],
  image: ['image/jpeg', 'image/png', 'image/heic', 'image/heif', 'image/webp'],
  spreadsheet: [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'text/csv',
    'text/plain',
  ],
  document: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'text/plain'],
} as const;
export type DocumentKind = keyof typeof acceptedKinds;

/** Kinds a media type belongs to; empty for what is refused. */
export function kindsOf(mediaType: string): readonly DocumentKind[] {
  return (Object.keys(acceptedKinds) as DocumentKind[]).filter((kind) =>
    (acceptedKinds[kind] as readonly string[]).includes(mediaType),
  );
}

/**
 * Media type told by the first bytes (4 KB and more are enough), or null for what is none of ours. The name only tells
 * a table from a text, which no content can.
 */
export async function detectMediaType(
  head: Uint8Array,
  whole: boolean,
  name: string,
): Promise<string | null> {
  const found = await fileTypeFromBuffer(head);
  if (found) return kindsOf(found.mime).length > 0 ? found.mime : null;
  if (!isText(head, whole)) return null;
  return /\.(csv|tsv)$/i.test(name) ? 'text/csv' : 'text/plain';
}

function isText(head: Uint8Array, whole: boolean): boolean {
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  const text = new TextDecoder('utf-8', { fatal: true });
  try {
    // A cut-off last character is no fault unless the whole file is here; Latin-1 tables are refused with a clear code.
    text.decode(head, { stream: !whole });
  } catch {
    return false;
  }
  return !/^\s*<(!doctype|html|svg|script|\?xml)/i.test(new TextDecoder().decode(head.subarray(0, 200)));
}
