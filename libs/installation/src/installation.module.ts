import { join } from 'node:path';
import { Logger, Module, type DynamicModule } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import {
  BOOT_PROBE,
  CASE_MAILER,
  CASES_OPTIONS,
  CasesModule,
  TEMPORAL_CLIENT,
  type CasesOptions,
} from '#libs/cases';
import { CaseClock, projectRoot } from '#libs/config';
import { searchAttributes } from '#libs/contracts';
import { LinkTokens } from '#libs/identity';
import { MailDelivery, MailModule } from '#libs/mail';
import { DATABASE, PersistenceModule, type Database } from '#libs/persistence';
import { ensureRetention, ensureSearchAttributes, type TemporalClient } from '#libs/temporal';
import { INSTALLATION, type InstallationParts } from './parts.js';
import { TemporalLink } from './temporal-link.js';

/** After a crash in mid-send a mail waits so long before it is sent again (with the same Message-ID). */
const mailLeaseMs = 60_000;

/** Days that an own Temporal server keeps closed cases; nothing of ours reads them there, people do. */
const retentionDays = 365;

/** Database, Temporal client, clock, mail and every use case over them, for one process. */
@Module({})
export class InstallationModule {
  static forRoot(parts: InstallationParts, temporal: TemporalClient): DynamicModule {
    return {
      module: InstallationModule,
      global: true,
      imports: [
        PersistenceModule.forRoot({ url: parts.databaseUrl }),
        MailModule.forRootAsync({
          inject: [DATABASE],
          useFactory: (database: Database) => {
            const tokens = new LinkTokens(database, parts.secret);
            return {
              database,
              clock: parts.clock,
              links: {
                linkFor: async (reference, item, person, expiresAt, handover = '') => {
                  const { token } = await tokens.issue({ reference, item, person, handover }, expiresAt);
                  return `${parts.environment.PUBLIC_URL}/t/${token}`;
                },
              },
              smtpUrl: parts.smtpUrl,
              from: parts.environment.MAIL_FROM,
              publicUrl: parts.environment.PUBLIC_URL,
              replies:
                parts.replyAddress === null ? null : { address: parts.replyAddress, secret: parts.secret },
              leaseMs: mailLeaseMs,
            };
          },
        }),
        CasesModule.forRoot({ imports: [] }),
      ],
      providers: [
        { provide: INSTALLATION, useValue: parts },
        { provide: TemporalLink, useFactory: () => new TemporalLink(temporal) },
        { provide: TEMPORAL_CLIENT, useValue: temporal.client },
        { provide: CaseClock, useValue: parts.clock },
        { provide: CASES_OPTIONS, useValue: casesOptions(parts) },
        { provide: CASE_MAILER, useExisting: MailDelivery },
        { provide: BOOT_PROBE, useValue: () => probe(temporal.client, parts) },
      ],
      exports: [
        INSTALLATION,
        TEMPORAL_CLIENT,
        CaseClock,
        CASES_OPTIONS,
        CASE_MAILER,
        BOOT_PROBE,
        MailModule,
        CasesModule,
      ],
    };
  }
}

function casesOptions(parts: InstallationParts): CasesOptions {
  return {
    taskQueue: parts.taskQueue,
    publicUrl: parts.environment.PUBLIC_URL,
    secret: parts.secret,
    dataDir: parts.environment.PARCOURS_DATA,
    definitionsDir: join(projectRoot(), 'workflows/definitions'),
    language: parts.environment.PARCOURS_LANGUAGE,
    ...(parts.environment.REPLY_TRUSTED_HOST && { trustedMailHost: parts.environment.REPLY_TRUSTED_HOST }),
  };
}

/** What only a process that talks to Temporal can check (I16). An own server's retention is set, another's is only read. */
async function probe(client: Client, parts: InstallationParts): Promise<readonly string[]> {
  const own = parts.temporal !== 'environment';
  const [attributes, retention] = await Promise.all([
    ensureSearchAttributes(client, searchAttributes, { create: true }),
    ensureRetention(client, retentionDays, { set: own }),
  ]);
  if (own) return [...attributes, ...retention];
  for (const problem of retention) new Logger('Temporal').warn(`${problem}.`);
  return attributes;
}
