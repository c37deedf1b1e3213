import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import connectPgSimple from 'connect-pg-simple';
import session from 'express-session';
import { DATABASE, type Database } from '#libs/persistence';

const PgStore = connectPgSimple(session);

/** Sessions in the table `sessions`; expired ones are removed every quarter of an hour. */
@Injectable()
export class SessionStore implements OnApplicationShutdown {
  private readonly logger = new Logger('Sessions');
  readonly store: InstanceType<typeof PgStore>;

  constructor(@Inject(DATABASE) database: Database) {
    this.store = new PgStore({
      pool: database.pool,
      tableName: 'sessions',
      createTableIfMissing: false,
      // A page would write to say that it was read; `SignedInGuard` saves a session in use every few minutes, and so prolongs it.
      disableTouch: true,
      errorLog: (...details: unknown[]) => this.logger.warn(details.map(String).join(' ')),
    });
  }

  onApplicationShutdown(): void {
    this.store.close();
  }
}
