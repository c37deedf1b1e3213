import { createHash } from 'node:crypto';
import type { ActBody, ActorFacts } from '#libs/domain';
import { canonicalJson } from './canonical-json.js';

/** What an act's hash binds: who, on which case, under which request, and the typed facts. */
export interface HashedAct {
  readonly reference: string;
  readonly request: string;
  readonly actor: ActorFacts;
  readonly body: ActBody;
}

/**
 * The first 132 bits of SHA-256 over the canonical JSON, base64url: the stored act, the command and the log row all carry it,
 * and the command's stays in Temporal's history.
 */
export function hashAct({ reference, request, actor, body }: HashedAct): string {
  return createHash('sha256')
    .update(canonicalJson({ reference, request, actor, body }))
    .digest('base64url')
    .slice(0, 22);
}
