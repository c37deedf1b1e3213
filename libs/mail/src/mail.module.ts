import {
  Injectable,
  Logger,
  Module,
  type DynamicModule,
  type FactoryProvider,
  type ModuleMetadata,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { CaseClock } from '#libs/config';
import type { Database } from '#libs/persistence';
import { Bounces } from './bounces/bounces.js';
import { DigestMails } from './digest-mails.js';
import { DirectMail } from './direct-mail.js';
import type { LinkMinter } from './links.js';
import { MailComposer } from './mail-composer.js';
import { MailDelivery } from './mail-delivery.js';
import { MailRounds } from './mail-rounds.js';
import { MondayMails } from './monday-mails.js';
import { Outbox } from './outbox.js';
import { ProgrammeHours } from './programme-hours.js';
import { ReplyAddress } from './replies/reply-address.js';
import { ReplyAnswers } from './replies/reply-answers.js';
import { Smtp } from './smtp.js';

/** Nest token of the installation's `ReplyAddress`; null without one. */
export const REPLY_ADDRESS = Symbol('ReplyAddress');

export interface MailModuleOptions {
  readonly database: Database;
  readonly clock: CaseClock;
  readonly links: LinkMinter;
  /** SMTP_URL. */
  readonly smtpUrl: string;
  /** MAIL_FROM. */
  readonly from: string;
  /** PUBLIC_URL. */
  readonly publicUrl: string;
  /** Where answers to mail of a case go (`REPLY_ADDRESS`), and what seals the addresses; to the coordinator without. */
  readonly replies?: { readonly address: string; readonly secret: string } | null;
  /** Machine milliseconds for which a claimed row is ours; 3 minutes unless told. */
  readonly leaseMs?: number;
}

export interface MailModuleAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory: (...parts: never[]) => MailModuleOptions | Promise<MailModuleOptions>;
}

const usualLeaseMs = 180_000;

const options = Symbol('MailModuleOptions');

/** Says at boot when no mail can leave, and closes the pool after the workers have drained. */
@Injectable()
class MailLife implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly smtp: Smtp) {}

  onApplicationBootstrap(): void {
    // In the background: a dead mail server must not delay the start (I4).
    this.smtp.verify().catch((error: unknown) => new Logger('Mail').warn(String(error)));
  }

  onApplicationShutdown(): void {
    this.smtp.close();
  }
}

/** Provides `MailDelivery`, `DirectMail`, `MailRounds`, `Bounces`, `MailComposer` and `Smtp`. */
@Module({})
export class MailModule {
  static forRoot(given: MailModuleOptions): DynamicModule {
    return MailModule.forRootAsync({ useFactory: () => given });
  }

  static forRootAsync({ imports = [], inject = [], useFactory }: MailModuleAsyncOptions): DynamicModule {
    return {
      module: MailModule,
      imports,
      providers: [
        { provide: options, inject, useFactory },
        { provide: MailComposer, useFactory: () => new MailComposer() },
        {
          provide: Smtp,
          inject: [options],
          useFactory: ({ smtpUrl, from }: MailModuleOptions) => new Smtp({ url: smtpUrl, from }),
        },
        {
          provide: ProgrammeHours,
          inject: [options],
          useFactory: ({ database }: MailModuleOptions) => new ProgrammeHours(database),
        },
        {
          provide: Outbox,
          inject: [options, Smtp],
          useFactory: ({ database, clock, leaseMs }: MailModuleOptions, smtp: Smtp) =>
            new Outbox(database, smtp, clock, leaseMs ?? usualLeaseMs),
        },
        {
          provide: MailDelivery,
          inject: [options, Outbox, MailComposer, ProgrammeHours, REPLY_ADDRESS],
          useFactory: (
            given: MailModuleOptions,
            outbox: Outbox,
            composer: MailComposer,
            hours: ProgrammeHours,
            replies: ReplyAddress | null,
          ) => new MailDelivery({ ...given, outbox, composer, hours, replies }),
        },
        {
          provide: REPLY_ADDRESS,
          inject: [options, Smtp],
          useFactory: ({ replies }: MailModuleOptions, smtp: Smtp) =>
            replies ? new ReplyAddress(replies.address, replies.secret, smtp.host) : null,
        },
        {
          provide: ReplyAnswers,
          inject: [options, Smtp, MailComposer],
          useFactory: (given: MailModuleOptions, smtp: Smtp, composer: MailComposer) =>
            new ReplyAnswers({ ...given, smtp, composer }),
        },
        {
          provide: MailRounds,
          inject: [options, Outbox, MailComposer, ProgrammeHours, MailDelivery],
          useFactory: (
            given: MailModuleOptions,
            outbox: Outbox,
            composer: MailComposer,
            hours: ProgrammeHours,
            delivery: MailDelivery,
          ) => {
            const digests = new DigestMails({ ...given, outbox, composer, hours });
            const mondays = new MondayMails({ ...given, outbox, composer, hours });
            return new MailRounds({ ...given, delivery, digests, mondays });
          },
        },
        {
          provide: Bounces,
          inject: [options],
          useFactory: ({ database, clock }: MailModuleOptions) => new Bounces(database, clock),
        },
        {
          provide: DirectMail,
          inject: [options, Smtp, MailComposer],
          useFactory: ({ database, clock }: MailModuleOptions, smtp: Smtp, composer: MailComposer) =>
            new DirectMail(database, smtp, composer, clock),
        },
        MailLife,
      ],
      exports: [
        REPLY_ADDRESS,
        ReplyAnswers,
        MailDelivery,
        DirectMail,
        MailRounds,
        Bounces,
        MailComposer,
        Smtp,
      ],
    };
  }
}
