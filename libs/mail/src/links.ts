import { createHash } from 'node:crypto';
import type { Instant } from '#libs/domain';

/** Mints personal links: one a (item, person), derived anew for each mail. */
export interface LinkMinter {
  /** The whole address to put into the mail; that of the colleague, where the person's task was handed over. `expiresAt` is case time. */
  linkFor(
    reference: string,
    item: string,
    person: string,
    expiresAt: Instant,
    handover?: string,
  ): Promise<string>;
}

const days = 86_400_000;

/** Case time until which a mailed link works: two months past the due date or the mail, whichever is later. */
export function linkExpiry(due: Instant, mailedAt: Instant): Instant {
  return Math.max(due, mailedAt) + 60 * days;
}

/** The placeholder of one item's link in a mail that has several. */
export function itemLinkPlaceholder(publicUrl: string, item: string): string {
  const key = createHash('sha256').update(item).digest('hex').slice(0, 16);
  return `${linkPlaceholder(publicUrl)}-${key}`;
}

/**
 * What stands in a stored body in the place of the personal link, because tokens are not kept at rest; delivery puts the
 * link in as it sends.
 */
export function linkPlaceholder(publicUrl: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/t/personal-link-not-stored`;
}
