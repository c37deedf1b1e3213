import { createHash } from 'node:crypto';

/** Message-ID of the mail with that key (I5): a mail that SMTP made us repeat is recognised as the same one. */
export function messageIdOf(key: string, host: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${host}>`;
}
