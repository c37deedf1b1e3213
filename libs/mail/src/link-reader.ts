import { and, eq, isNull } from 'drizzle-orm';
import { accounts, commentOfMail, visitOfMail, type Database, type MailKind } from '#libs/persistence';
import { linkPlaceholder } from './links.js';
import type { MailContext } from './mail-context.js';
import type { LinkFacts, Recipient } from './mail-facts.js';

/** Whoever gets them may act through them. */
const actingNotices: readonly MailKind[] = [
  'invitation',
  'reminder',
  'nudge',
  'noted',
  'fresh-link',
  'handover',
];

/** Where a mail leads. Companies act through personal links; whoever signs in to the console gets its address. */
export async function readLink(
  database: Database,
  publicUrl: string,
  recipient: Recipient,
  { mail, item }: Pick<MailContext, 'mail' | 'item'>,
): Promise<LinkFacts | null> {
  const base = publicUrl.replace(/\/+$/, '');
  const isOfCompany = !('role' in recipient.standing) && recipient.standsInFor === undefined;
  const signsIn = !isOfCompany && (await hasAccount(database, mail.person));
  const visit = visitOfMail(mail.id);
  if (signsIn) {
    if (visit !== undefined) return { kind: 'console', url: `${base}/console/visits/${visit}` };
    const comment = mail.notice === 'mention' ? commentOfMail(mail.id) : undefined;
    if (comment !== undefined)
      return { kind: 'console', url: `${base}/console/cases/${mail.reference}/comments#${comment}` };
    const asks = item !== null && mail.notice !== 'outcome';
    return {
      kind: 'console',
      url: asks ? `${base}/console/items/${item.id}` : `${base}/console/cases/${mail.reference}`,
    };
  }
  if (visit !== undefined) return { kind: 'personal', url: `${linkPlaceholder(base)}/visits/${visit}` };
  return item && actingNotices.includes(mail.notice)
    ? { kind: 'personal', url: linkPlaceholder(base) }
    : null;
}

/** Whether somebody can sign in to the console. */
export async function hasAccount(database: Database, person: string): Promise<boolean> {
  const rows = await database.db
    .select({ person: accounts.person })
    .from(accounts)
    .where(and(eq(accounts.person, person), isNull(accounts.disabledAt)));
  return rows.length > 0;
}
