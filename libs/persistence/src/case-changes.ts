import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import type { Database } from './database.js';

/** Channel that the triggers of the schema notify, with the reference of a case. */
const channel = 'parcours_case';

/** Milliseconds in which changes are gathered before they are told. */
const gatherMs = 250;
const longestPause = 30_000;

/** References of cases that changed; null where some may have been missed. */
export type ChangeListener = (references: readonly string[] | null) => void;

/**
 * Tells what other transactions committed, over one connection of its own for the whole process, which opens with the first listener
 * and comes back by itself. For pages only: nothing that must happen may depend on it.
 */
export class CaseChanges implements OnApplicationShutdown {
  private readonly logger = new Logger(CaseChanges.name);
  private readonly listeners = new Set<ChangeListener>();
  private readonly gathered = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private client: pg.Client | undefined;
  private failures = 0;
  private ended = false;

  constructor(private readonly database: Database) {}

  /** Calls `listener` until the answer is called. */
  listen(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    if (!this.client && this.timer === undefined) this.connect();
    return () => this.listeners.delete(listener);
  }

  async onApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private connect(): void {
    const client = new pg.Client({
      connectionString: this.database.url,
      application_name: 'parcours-changes',
      connectionTimeoutMillis: 4_000,
      keepAlive: true,
    });
    this.client = client;
    client.on('notification', ({ payload = '' }) => this.gather(payload));
    client.on('error', (error) => this.lost(client, error));
    client.once('end', () => this.lost(client));
    client
      .connect()
      .then(() => client.query(`listen ${channel}`))
      .then(
        () => {
          // Whatever was committed while nobody listened: a page that is the first to ask was there before, too.
          this.tell(null);
          this.failures = 0;
        },
        (error: unknown) => this.lost(client, error),
      );
  }

  private lost(client: pg.Client, error: unknown = 'The connection ended.'): void {
    if (this.client !== client) return;
    this.client = undefined;
    client.end().catch(() => undefined);
    if (this.ended) return;
    this.failures += 1;
    const pause = Math.min(longestPause, 500 * 2 ** this.failures);
    this.logger.warn(`Changes are not heard, once more in ${pause} ms: ${String(error)}`);
    clearTimeout(this.timer);
    this.gathered.clear();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.connect();
    }, pause).unref();
  }

  private gather(reference: string): void {
    this.gathered.add(reference);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const references = [...this.gathered];
      this.gathered.clear();
      this.tell(references);
    }, gatherMs).unref();
  }

  private tell(references: readonly string[] | null): void {
    for (const listener of this.listeners) listener(references);
  }
}
