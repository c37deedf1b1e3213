import type { Response } from 'express';
import type { MailWords } from '#libs/cases';

/**
 * A mail's HTML for the frame of its page: it may set its own styles, and do nothing else. It runs no script, loads no picture
 * from elsewhere, so that nobody learns that a coordinator has read it, and no page but ours may frame it.
 */
export function sendMailBody(response: Response, { html }: Pick<MailWords, 'html'>): void {
  response
    .status(200)
    .set({
      'Cache-Control': 'no-store',
      'X-Frame-Options': 'SAMEORIGIN',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox",
    })
    .type('html')
    .send(html);
}
