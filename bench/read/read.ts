import { SettableClock } from '#libs/config';
import { openDatabase, people, roleGrants, type Database } from '#libs/persistence';
import { connectClient } from '#libs/temporal';
import { startInstallation, startLaboratory } from '../installation.js';
import { describeMachine, publish } from '../report.js';
import { loggedCases, populate, programmeOf, referenceOf } from './population.js';
import { Reader, startReadingServer, type ReadingServer } from './reading.js';
import { summarise, type Read } from './summary.js';
import { makeTemplates } from './templates.js';

/** A server that people work with has its code compiled already. */
const warmUps = 50;
/** So many that a p99 is more than its two or three slowest. */
const samples = Number(process.env['BENCH_READS'] ?? 500);
/** Coordinates a whole country. */
const national = { person: 'P-MA', email: 'p-ma@example.org' };

/** What people read most, at the HTTP server, with 20,000 cases and 500,000 tasks in the database. */
export async function read(): Promise<void> {
  const count = Number(process.env['BENCH_CASES'] ?? 20_000);
  const laboratory = await startLaboratory({ virtualTime: true });
  try {
    const clock = new SettableClock(Date.now());
    const installation = await startInstallation(laboratory, clock, false);
    const { templates, now } = await makeTemplates(installation, clock).finally(() => installation.close());
    const database = openDatabase(laboratory.stack.databaseUrl, { max: 3 });
    const temporal = await connectClient(laboratory.stack.temporal);
    try {
      const population = await populate(database, templates, count);
      await appointNational(database);
      const server = await startReadingServer(laboratory, new SettableClock(now));
      const reads = await measureAll(server, count).finally(() => server.close());
      publish(
        'read',
        await describeMachine(temporal.client, database),
        summarise(reads, population, samples),
      );
    } finally {
      await temporal.close();
      await database.close();
    }
  } finally {
    await laboratory.close();
  }
}

async function appointNational({ db }: Database): Promise<void> {
  const { person, email } = national;
  await db.insert(people).values({ id: person, name: 'National coordinator', email, language: 'fr' });
  await db.insert(roleGrants).values({ person, programme: '*', role: 'coordinator', country: 'MA' });
}

async function measureAll(server: ReadingServer, count: number): Promise<readonly Read[]> {
  const logged = loggedCases(count);
  const programme = programmeOf(count / 2);
  /** Coordinates one programme of two hundred cases. */
  const local = { person: `P-${programme}-001`, email: `p-${programme.toLowerCase()}-001@example.org` };
  const anyCase = (sample: number) => referenceOf(logged[(sample * 397) % logged.length] ?? 1);
  const own = logged.filter((n) => referenceOf(n).startsWith(`${programme}-`));
  const ownCase = (sample: number) => referenceOf(own[sample % own.length] ?? 1);
  const words = ['fès', 'conserverie', 'atlas', 'moulin meknès', 'huilerie oriental', '00123', 'olives'];
  const word = (sample: number) => encodeURIComponent(words[sample % words.length] ?? '');
  const paths: readonly (readonly [string, typeof national, (sample: number) => string])[] = [
    ['Today', local, () => '/console'],
    ['Today, whole country', national, () => '/console'],
    ['list', local, () => '/console/cases'],
    ['list, whole country', national, () => '/console/cases'],
    ['list by words', national, (sample) => `/console/cases?q=${word(sample)}`],
    ['list by filter', national, () => '/console/cases?status=open&overdue=yes&stage=diagnostic&sort=due'],
    ['case', local, (sample) => `/console/cases/${ownCase(sample)}`],
    ['case, whole country', national, (sample) => `/console/cases/${anyCase(sample)}`],
    ['API worklist', national, () => '/api/v1/worklist'],
    ['API cases', national, () => '/api/v1/cases'],
    ['API cases by words', national, (sample) => `/api/v1/cases?q=${word(sample)}`],
    ['API case', national, (sample) => `/api/v1/cases/${anyCase(sample)}`],
  ];
  const readers = new Map(
    await Promise.all(
      [local, national].map(
        async (who) => [who, await Reader.signedIn(server, who.person, who.email)] as const,
      ),
    ),
  );
  const reads: Read[] = [];
  for (const [name, who, path] of paths) {
    const reader = readers.get(who);
    if (!reader) throw new Error(`Nobody reads ${name}.`);
    const visited = await reader.readAll(
      Array.from({ length: warmUps + samples }, (_, sample) => path(sample)),
    );
    const times = visited.slice(warmUps).map(({ ms }) => ms);
    reads.push({ name, times, bytes: Math.max(...visited.map(({ bytes }) => bytes)) });
  }
  return reads;
}
