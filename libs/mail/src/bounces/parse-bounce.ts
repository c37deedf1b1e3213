import { simpleParser, type SimpleParserOptions } from 'mailparser';

/** What a delivery status notification (RFC 3464) says of mail that will not arrive. */
export interface Bounce {
  /** Message-IDs that the notification names, in angle brackets; ours may be among them. */
  readonly messageIds: readonly string[];
  readonly failures: readonly BouncedRecipient[];
}

export interface BouncedRecipient {
  /** Addresses it was meant for, in lower case: the final one, and the original one where it is told. */
  readonly addresses: readonly string[];
  /** One line for people: status and what the other server said. */
  readonly reason: string;
}

const options: SimpleParserOptions & { readonly keepDeliveryStatus: true } = {
  keepDeliveryStatus: true,
  skipHtmlToText: true,
  skipImageLinks: true,
  skipTextLinks: true,
};

/** Ours are forty hexadecimal digits; how often it was sent anew follows a dot. */
const ours = /<[0-9a-f]{40}(?:\.\d+)?@[^<>\s]+>/g;

/** Null for everything else: holiday replies, delays, read receipts, spam. Only failures for good (5.x.x) count. */
export async function parseBounce(raw: Buffer): Promise<Bounce | null> {
  const mail = await simpleParser(raw, options).catch(() => null);
  const status = mail?.attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  if (!mail || !status) return null;
  const [, ...recipients] = status.content
    .toString('utf8')
    .split(/\r?\n[ \t]*\r?\n/)
    .map(fieldsOf)
    .filter((fields) => fields.size > 0);
  const failures = recipients.flatMap(failureOf);
  if (failures.length === 0) return null;
  const named = [raw, ...mail.attachments.map(({ content }) => content)].flatMap(
    (part) => part.toString('latin1').match(ours) ?? [],
  );
  return { messageIds: [...new Set(named)], failures };
}

/** Header fields of one block, folded lines joined; names in lower case. */
function fieldsOf(block: string): ReadonlyMap<string, string> {
  const lines = block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
    }),
  );
}

function failureOf(fields: ReadonlyMap<string, string>): readonly BouncedRecipient[] {
  const status = /^5\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0];
  if (status === undefined || fields.get('action')?.toLowerCase() !== 'failed') return [];
  const addresses = ['final-recipient', 'original-recipient'].flatMap((name) => {
    const address = fields
      .get(name)
      ?.replace(/^[^;]*;/, '')
      .trim()
      .replace(/^<|>$/g, '')
      .toLowerCase();
    return address ? [address] : [];
  });
  const said =
    fields
      .get('diagnostic-code')
      ?.replace(/^[^;]*;/, '')
      .trim() ?? '';
  return [{ addresses, reason: `${status} ${said}`.trim().replace(/\s+/g, ' ').slice(0, 300) }];
}
