import { createHash } from 'node:crypto';
import { DomainError } from '#libs/domain';
import { canonicalJson } from '#libs/persistence';

/** One request of one person: the same triple is the same act (I11). */
export interface ActRequest {
  /** Idempotency key as the client or the form sent it. */
  readonly key: string;
  /** What is asked of which resource, e.g. `tasks/<id>/completion`; console and API use the same. */
  readonly route: string;
  /** Everything that was sent, to tell a repetition from another request under the same key. */
  readonly sent: unknown;
}

/** Request id: it travels as Temporal's update id, so it is short. */
export function requestId(person: string, { key, route }: ActRequest): string {
  if (key.length === 0 || key.length > 200) throw new DomainError('invalid', 'request.key-required');
  return createHash('sha256')
    .update(JSON.stringify([person, route, key]))
    .digest('base64url')
    .slice(0, 22);
}

/** Hash of route and content, hex. */
export function fingerprintOf({ route, sent }: ActRequest): string {
  return createHash('sha256').update(canonicalJson({ route, sent })).digest('hex');
}
