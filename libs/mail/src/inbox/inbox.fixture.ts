import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailInbox, type MailInboxOptions } from './mail-inbox.js';
import type { InboxMessage, InboxSummary } from './message-store.js';

/** An inbox in a folder of its own; on free ports unless told. */
export function startInbox(
  options: Pick<MailInboxOptions, 'refuse'> & { readonly smtpPort?: number } = {},
): Promise<MailInbox> {
  const folder = mkdtempSync(join(tmpdir(), 'inbox-'));
  return MailInbox.start({ folder, smtpPort: 0, webPort: 0, ...options });
}

/** Everything that came, in the order in which it came. */
export async function received(inbox: MailInbox): Promise<readonly InboxMessage[]> {
  const newestFirst = await read<readonly InboxSummary[]>(inbox, '');
  return Promise.all(newestFirst.toReversed().map(({ id }) => read<InboxMessage>(inbox, `/${id}`)));
}

/** The last that came. Throws where nothing did. */
export async function newest(inbox: MailInbox): Promise<InboxMessage> {
  const last = (await received(inbox)).at(-1);
  if (!last) throw new Error('No mail came.');
  return last;
}

async function read<T>({ webUrl }: MailInbox, path: string): Promise<T> {
  return (await (await fetch(`${webUrl}/api/messages${path}`)).json()) as T;
}
