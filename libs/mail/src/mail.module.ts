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
import { DirectMail } from './direct-mail.js';
import type { LinkMinter } from './links.js';
import { MailComposer } from './mail-composer.js';
import { MailDelivery } from './mail-delivery.js';
import { Smtp } from './smtp.js';

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
  readonly leaseMs?: number;
}

export interface MailModuleAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory: (...parts: never[]) => MailModuleOptions | Promise<MailModuleOptions>;
}

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

/** Provides `MailDelivery`, `DirectMail`, `MailComposer` and `Smtp`. */
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
          provide: MailDelivery,
          inject: [options, Smtp, MailComposer],
          useFactory: (
            { database, links, publicUrl, leaseMs }: MailModuleOptions,
            smtp: Smtp,
            composer: MailComposer,
          ) =>
            new MailDelivery(database, smtp, composer, links, {
              publicUrl,
              ...(leaseMs === undefined ? {} : { leaseMs }),
            }),
        },
        {
          provide: DirectMail,
          inject: [options, Smtp, MailComposer],
          useFactory: ({ database, clock }: MailModuleOptions, smtp: Smtp, composer: MailComposer) =>
            new DirectMail(database, smtp, composer, clock),
        },
        MailLife,
      ],
      exports: [MailDelivery, DirectMail, MailComposer, Smtp],
    };
  }
}
