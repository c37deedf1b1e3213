import type { InboxMessage, InboxSummary, MailInbox } from '#libs/mail';

/** Mails in an inbox to that address which `fits`, newest first, once there are as many as wanted; they travel through a queue. */
export async function mailedTo(
  inbox: Pick<MailInbox, 'webUrl'>,
  address: string,
  fits: (message: InboxMessage) => boolean = () => true,
  wanted = 1,
): Promise<readonly [InboxMessage, ...InboxMessage[]]> {
  for (const until = Date.now() + 20_000; Date.now() < until;) {
    const all = (await (await fetch(`${inbox.webUrl}/api/messages`)).json()) as readonly InboxSummary[];
    const mine = await Promise.all(
      all
        .filter(({ to }) => to.includes(address))
        .map(
          async ({ id }) =>
            (await (await fetch(`${inbox.webUrl}/api/messages/${id}`)).json()) as InboxMessage,
        ),
    );
    const [first, ...rest] = mine.filter(fits);
    if (first && rest.length + 1 >= wanted) return [first, ...rest];
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`Fewer than ${wanted} such mails came to ${address}.`);
}
