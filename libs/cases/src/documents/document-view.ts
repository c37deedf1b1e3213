import type { DocumentRow } from '#libs/persistence';
import type { DocumentView } from '../queries/views.js';

/** A document's row as pages and API show it. */
export function documentView(row: DocumentRow): DocumentView {
  const { id, reference, item, field, name, mediaType, size, sha256, person, seq, comment } = row;
  return {
    id,
    reference,
    item,
    field,
    name,
    mediaType,
    size,
    sha256,
    uploadedBy: person,
    draft: seq === null && comment === null,
  };
}
