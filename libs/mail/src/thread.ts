import { createHash } from 'node:crypto';

/** Message-ID of the mail with that key (I5): a mail that SMTP made us repeat is recognised as the same one. */
export function messageIdOf(key: string, host: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${host}>`;
}

/** Message-ID of the same mail sent anew to a corrected address: a bounce of the first must not speak of the second. */
export function messageIdAfter(earlier: string): string {
  const [, key = '', count, host = ''] = /^<([^.@>]+)(?:\.(\d+))?@([^>]+)>$/.exec(earlier) ?? [];
  return `<${key}.${Number(count ?? 1) + 1}@${host}>`;
}
