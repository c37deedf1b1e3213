import { Inject, Injectable } from '@nestjs/common';
import { TakeBounce } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { Mailbox } from '#libs/mail';
import { DATABASE, exclusively, type Database } from '#libs/persistence';
import { RepeatedWork } from './repeated-work.js';

/** Reads the mailbox of returned mail every three minutes of machine time, where the installation has one. */
@Injectable()
export class BounceTimer extends RepeatedWork {
  private readonly mailbox: Mailbox | null;

  constructor(
    private readonly bounces: TakeBounce,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(INSTALLATION) { environment }: InstallationParts,
  ) {
    super('Mailbox of returned mail', 180_000);
    const { BOUNCE_IMAP_URL: url } = environment;
    this.mailbox = url === undefined ? null : new Mailbox(url);
  }

  protected async run(): Promise<string | null> {
    const { mailbox } = this;
    if (!mailbox) return null;
    const taken = await exclusively(this.database, 'bounce-mailbox', () =>
      mailbox.read((raw) => this.bounces.execute(raw)),
    );
    return taken === null || taken === 0 ? null : `${taken} returned messages`;
  }
}
