import { randomInt } from 'node:crypto';
import { referenceCounters, type Database } from '#libs/persistence';

/** References are workflow ids: test files with a database each must not meet on the server they share. */
export async function ownReferences({ db }: Database): Promise<void> {
  const thisYear = new Date().getUTCFullYear();
  const last = randomInt(10_000, 1_000_000_000);
  const years = [0, 1, 2, 3].map((ahead) => thisYear + ahead);
  await db.insert(referenceCounters).values(years.map((year) => ({ programme: 'CCP-MA', year, last })));
}
