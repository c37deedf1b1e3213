import { createHash } from 'node:crypto';
import { canonicalJson } from '#libs/definitions';

/**
 * The key an act is sent under: that of the rendered form and of what it says, so that the same post twice is one act and a
 * corrected one is a new act.
 */
export function requestKey(key: unknown, content: unknown): string {
  const said = createHash('sha256').update(canonicalJson(content)).digest('base64url');
  return `${(typeof key === 'string' ? key : '').slice(0, 80)}.${said.slice(0, 16)}`;
}
