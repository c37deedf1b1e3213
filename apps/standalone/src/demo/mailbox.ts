/** One mail as its reader sees it. */
export interface ReceivedMail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  readonly date: string | null;
  readonly text: string;
}

/** The local inbox, read through its own JSON pages: each mail is given out once. */
export class Mailbox {
  private last = '';

  constructor(
    private readonly inbox: string,
    private readonly http = fetch,
  ) {}

  /** Mails that came since the last look, oldest first. */
  async fresh(): Promise<readonly ReceivedMail[]> {
    const list = (await (await this.http(`${this.inbox}/api/messages`)).json()) as readonly {
      readonly id: string;
    }[];
    const ids = list
      .map(({ id }) => id)
      .filter((id) => id > this.last)
      .sort();
    this.last = ids.at(-1) ?? this.last;
    return Promise.all(
      ids.map(
        async (id) => (await (await this.http(`${this.inbox}/api/messages/${id}`)).json()) as ReceivedMail,
      ),
    );
  }
}

/** The personal link in a mail's text, or null. */
export function linkIn(mail: ReceivedMail): string | null {
  return /https?:\/\/\S+\/t\/[\w.-]+/.exec(mail.text)?.[0] ?? null;
}
