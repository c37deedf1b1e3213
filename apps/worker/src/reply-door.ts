import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { TakeReply } from '#libs/cases';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { REPLY_ADDRESS, ReplyEntry, type ReplyAddress } from '#libs/mail';

/** Takes answers by SMTP, where the installation has a port for them. */
@Injectable()
export class ReplyDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private entry: ReplyEntry | null = null;

  constructor(
    private readonly replies: TakeReply,
    @Inject(REPLY_ADDRESS) private readonly address: ReplyAddress | null,
    @Inject(INSTALLATION) private readonly parts: InstallationParts,
  ) {}

  /** `smtp://host:port`; null where no answers are taken by SMTP. */
  get url(): string | null {
    return this.entry?.url ?? null;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { replyPort, environment } = this.parts;
    if (replyPort === null || !this.address) return;
    const listening = { port: replyPort, bind: environment.BIND, address: this.address };
    this.entry = await ReplyEntry.start(listening, (raw, returnPath) =>
      this.replies.execute(raw, returnPath),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.entry?.stop();
  }
}
