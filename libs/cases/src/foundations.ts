import type { FactoryProvider } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DocumentStore } from '#libs/documents';
import {
  Accounts,
  AccountTokens,
  BearerTokens,
  CalendarFeeds,
  LinkTokens,
  MailedCodes,
  OpenSessions,
  SignInLimit,
} from '#libs/identity';
import { DATABASE, type Database } from '#libs/persistence';
import { CASES_OPTIONS, type CasesOptions } from './tokens.js';

/** What use cases and queries stand on of identity and documents, which know nothing of Nest. */
export const foundations: readonly FactoryProvider[] = [
  {
    provide: Accounts,
    inject: [DATABASE, CaseClock],
    useFactory: (database: Database, clock: CaseClock) => new Accounts(database, () => clock.now()),
  },
  {
    provide: BearerTokens,
    inject: [DATABASE],
    useFactory: (database: Database) => new BearerTokens(database),
  },
  {
    provide: AccountTokens,
    inject: [DATABASE],
    useFactory: (database: Database) => new AccountTokens(database),
  },
  {
    provide: OpenSessions,
    inject: [DATABASE],
    useFactory: (database: Database) => new OpenSessions(database),
  },
  { provide: SignInLimit, useFactory: () => new SignInLimit() },
  {
    provide: LinkTokens,
    inject: [DATABASE, CASES_OPTIONS],
    useFactory: (database: Database, { secret }: CasesOptions) => new LinkTokens(database, secret),
  },
  {
    provide: CalendarFeeds,
    inject: [DATABASE, CASES_OPTIONS],
    useFactory: (database: Database, { secret }: CasesOptions) => new CalendarFeeds(database, secret),
  },
  {
    provide: MailedCodes,
    inject: [DATABASE, CASES_OPTIONS],
    useFactory: (database: Database, { secret }: CasesOptions) => new MailedCodes(database, secret),
  },
  {
    provide: DocumentStore,
    inject: [CASES_OPTIONS],
    useFactory: ({ dataDir }: CasesOptions) => new DocumentStore(dataDir),
  },
];
