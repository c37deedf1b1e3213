import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import {
  BOOT_PROBE,
  CaseRecorder,
  CASE_MAILER,
  CASES_OPTIONS,
  CasesModule,
  ImportProgramme,
  signedIn,
  TEMPORAL_CLIENT,
  type Actor,
  type CasesOptions,
} from '#libs/cases';
import { CaseClock, projectRoot, SettableClock } from '#libs/config';
import { DomainError } from '#libs/domain';
import { Accounts, LinkTokens } from '#libs/identity';
import { MailDelivery, MailInbox, MailModule } from '#libs/mail';
import { DATABASE, PersistenceModule, type Database } from '#libs/persistence';
import { ownReferences } from './own-references.js';
import { bindActivities } from '#libs/temporal';
import { testDatabase } from './database.js';
import { temporalFixture, type TemporalFixture } from './temporal.js';

/** Every use case over real parts: PostgreSQL, Temporal with its workers, SMTP, the sample programme. */
export interface CasesFixture {
  readonly database: Database;
  readonly temporal: TemporalFixture;
  readonly clock: SettableClock;
  readonly inbox: MailInbox;
  get<T>(service: Type<T>): T;
  /** A person of the sample programme, signed in. */
  actor(person: string): Promise<Actor>;
  close(): Promise<void>;
}

/** Where answers to the fixture's mail go, and the mail server whose word about their senders counts. */
export const replyAddress = 'reply@parcours.test';
export const trustedMailHost = 'mx.parcours.test';

/** Starts all of it; some seconds. */
export async function casesFixture(): Promise<CasesFixture> {
  const [test, temporal, dataDir] = await Promise.all([
    testDatabase(),
    temporalFixture(),
    mkdtemp(join(tmpdir(), 'parcours-cases-')),
  ]);
  const inbox = await MailInbox.start({ folder: join(dataDir, 'inbox'), smtpPort: 0, webPort: 0 });
  const clock = new SettableClock(Date.now());
  const publicUrl = 'http://parcours.test';
  const secret = 'a secret for tests only, long enough';
  const options: CasesOptions = {
    ...{ publicUrl, secret, dataDir, taskQueue: temporal.taskQueue, language: 'en', trustedMailHost },
    definitionsDir: join(projectRoot(), 'workflows/definitions'),
    // A workflow task that a busy machine loses is given out again after ten seconds.
    actWithin: 30_000,
  };

  @Module({
    imports: [
      MailModule.forRootAsync({
        inject: [DATABASE],
        useFactory: (db: Database) => ({
          ...{ database: db, clock },
          links: {
            linkFor: async (reference, item, person, expiresAt, handover = '') => {
              const tokens = new LinkTokens(db, secret);
              return `${publicUrl}/t/${(await tokens.issue({ reference, item, person, handover }, expiresAt)).token}`;
            },
          },
          ...{ smtpUrl: inbox.smtpUrl, from: 'Parcours <parcours@example.org>', publicUrl },
          replies: { address: replyAddress, secret },
        }),
      }),
    ],
    providers: [
      { provide: TEMPORAL_CLIENT, useValue: temporal.client },
      { provide: CASES_OPTIONS, useValue: options },
      { provide: CaseClock, useValue: clock },
      { provide: CASE_MAILER, useExisting: MailDelivery },
      { provide: BOOT_PROBE, useValue: () => Promise.resolve([]) },
    ],
    exports: [MailModule, TEMPORAL_CLIENT, CASES_OPTIONS, CaseClock, CASE_MAILER, BOOT_PROBE],
  })
  class Outside {}

  const module = await Test.createTestingModule({
    imports: [PersistenceModule.forRoot({ url: test.url }), CasesModule.forRoot({ imports: [Outside] })],
  }).compile();
  await ownReferences(test.database);
  await module.get(ImportProgramme).execute(join(projectRoot(), 'programmes/ccp-maroc'));
  await temporal.startWorkers({
    activities: bindActivities(module.get(CaseRecorder), ['load', 'record', 'survey']),
    mailActivities: bindActivities(module.get(MailDelivery, { strict: false }), ['deliver']),
  });
  return {
    ...{ temporal, clock, inbox },
    database: test.database,
    get: (service) => module.get(service, { strict: false }),
    actor: async (person) => {
      const viewer = await module.get(Accounts).viewer(person);
      if (!viewer) throw new DomainError('not-found', 'person.unknown', person);
      return signedIn(viewer);
    },
    close: async () => {
      await temporal.close();
      await module.close();
      await inbox.stop();
      await test.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
