import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Instant } from '#libs/domain';
import { links, type Database } from '#libs/persistence';

/** A link's row. */
export type Link = typeof links.$inferSelect;

/** `link` is present for every token that we made; one that `renew` has replaced counts as expired. Only a valid one grants anything. */
export type LinkVerdict =
  | { readonly status: 'valid' | 'expired' | 'revoked'; readonly link: Link }
  | { readonly status: 'unknown'; readonly link: null };

/** What a link is for: one task or approval, one person. */
export interface LinkSubject {
  readonly reference: string;
  readonly item: string;
  readonly person: string;
  /** Person who copies it to hand it on; absent for the link of a mail. */
  readonly via?: string;
  /** Id of the handover whose colleague gets it. */
  readonly handover?: string;
}

/** Signed links of mails: they say who someone is, never what they may do (I1). The secret is the installation's. */
export class LinkTokens {
  constructor(
    private readonly database: Database,
    private readonly secret: string,
  ) {}

  /** The token of the one link of (item, person, who copies it or whom it is handed to), derived anew; moves its expiry forward, never back. */
  async issue(
    { via = '', handover = '', ...subject }: LinkSubject,
    expiresAt: Instant,
  ): Promise<{ readonly token: string; readonly link: Link }> {
    const id = idOf({ ...subject, via, handover });
    const fresh = {
      id,
      ...subject,
      ...{ via, handover },
      expiresAt,
      counter: 0,
      hash: sha256(deriveLinkToken(this.secret, { id, counter: 0 })),
    };
    const [link] = await this.database.db
      .insert(links)
      .values(fresh)
      .onConflictDoUpdate({
        target: links.id,
        set: { expiresAt: sql`greatest(${links.expiresAt}, excluded.expires_at)` },
      })
      .returning();
    if (!link) throw new Error(`The link of ${subject.item} was not stored.`);
    return { token: deriveLinkToken(this.secret, link), link };
  }

  /** Reads only (I2). `now` is case time. */
  async verify(token: string, now: Instant): Promise<LinkVerdict> {
    const id = shape.exec(token)?.[1];
    const [link] =
      id === undefined ? [] : await this.database.db.select().from(links).where(eq(links.id, id));
    if (!link) return { status: 'unknown', link: null };
    if (!isDerivedFrom(this.secret, link, token)) {
      for (let counter = link.counter - 1; counter >= 0 && counter >= link.counter - 10; counter--) {
        if (isDerivedFrom(this.secret, { id: link.id, counter }, token))
          return { status: link.revokedAt === null ? 'expired' : 'revoked', link };
      }
      return { status: 'unknown', link: null };
    }
    if (link.revokedAt !== null) return { status: 'revoked', link };
    return { status: link.expiresAt <= now ? 'expired' : 'valid', link };
  }

  /** Every token of the link mailed so far stops working; the next `issue` derives another one. */
  async renew(id: string, expiresAt: Instant): Promise<void> {
    const [link] = await this.database.db.select().from(links).where(eq(links.id, id));
    if (!link) return;
    const counter = link.counter + 1;
    await this.database.db
      .update(links)
      .set({
        counter,
        expiresAt,
        revokedAt: null,
        hash: sha256(deriveLinkToken(this.secret, { id, counter })),
      })
      .where(and(eq(links.id, id), eq(links.counter, link.counter)));
  }

  /** Ends a link for good, e.g. when its person left the organisation. `now` is case time. */
  async revoke(subject: LinkSubject, now: Instant): Promise<void> {
    await this.database.db
      .update(links)
      .set({ revokedAt: now })
      .where(and(eq(links.id, idOf(subject)), isNull(links.revokedAt)));
  }
}

const shape = /^([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{43}$/;

/** `<link id>.<HMAC-SHA256(secret, link id, counter)>`: derived anew for each mail, never stored. */
export function deriveLinkToken(
  secret: string,
  key: { readonly id: string; readonly counter: number },
): string {
  const mac = createHmac('sha256', secret).update(`link\n${key.id}\n${key.counter}`).digest('base64url');
  return `${key.id}.${mac}`;
}

function isDerivedFrom(
  secret: string,
  key: { readonly id: string; readonly counter: number },
  token: string,
): boolean {
  const expected = Buffer.from(deriveLinkToken(secret, key));
  const given = Buffer.from(token);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** One row for (item, person, via, handover), because its key follows from them; guessing it is of no use without the secret. */
function idOf({ item, person, via = '', handover = '' }: LinkSubject): string {
  const copied = via === '' ? '' : `\n${via}`;
  const handed = handover === '' ? '' : `\nhandover\n${handover}`;
  return createHash('sha256')
    .update(`link\n${item}\n${person}${copied}${handed}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}

function sha256(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
