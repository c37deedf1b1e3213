import type { Mail, Mails } from '#libs/persistence';

/** Every mail of a case once none of them is on its way any more: a mail leaves a moment after its act, and is marked so yet a moment later. */
export async function mailsOut(mails: Mails, reference: string): Promise<readonly Mail[]> {
  for (;;) {
    const all = await mails.list({ references: [reference], limit: 500 });
    if (all.every(({ state }) => state !== 'queued' && state !== 'sending')) return all;
  }
}
