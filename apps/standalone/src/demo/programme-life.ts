import { SingleBar } from 'cli-progress';
import type { Environment, SettableClock } from '#libs/config';
import { openDatabase, rebuild } from '#libs/persistence';
import { connectClient, ServerVirtualTime } from '#libs/temporal';
import type { Stack } from '../stack.js';
import { SampleActs } from './acting.js';
import { ApiPerson } from './api-person.js';
import { cast } from './behaviour.js';
import { Mailbox } from './mailbox.js';
import { assembleTeam } from './programme-team.js';
import { Simulation } from './simulation.js';
import { summarise } from './summary.js';

const day = 86_400_000;
const stepDays = 3;
const programme = 'CCP-MA';

export interface ProgrammeLife {
  readonly environment: Environment;
  readonly stack: Stack;
  readonly clock: SettableClock;
  readonly mailHour: () => Promise<unknown>;
  readonly administrator: { readonly email: string; readonly password: string };
  /** Addresses that the inbox refuses; the one wrong address of the story is put here. */
  readonly refused: Set<string>;
  readonly seed: string;
  /** After so many virtual days everything stays as it is; the whole programme unless told. */
  readonly days?: number;
}

/** Lives the programme through and prints what came of it. Fails when a projection is not what the log says (I7). */
export async function liveThrough({
  environment,
  stack,
  clock,
  mailHour,
  ...parts
}: ProgrammeLife): Promise<boolean> {
  const base = `http://${environment.BIND}:${environment.PORT}`;
  const startedAt = performance.now();
  const admin = await ApiPerson.signIn(base, parts.administrator.email, parts.administrator.password);
  const [{ items: programmes }, { items: organisations }] = await Promise.all([
    admin.get<{ items: readonly { code: string; endsOn: string }[] }>('/api/v1/programmes'),
    admin.get<{
      items: readonly {
        code: string;
        programmes: readonly { programme: string; partner: string | null }[];
      }[];
    }>(`/api/v1/organisations?programme=${programme}`),
  ]);
  const endsOn = programmes.find(({ code }) => code === programme)?.endsOn ?? '';
  const companies = organisations
    .filter((organisation) => organisation.programmes.every(({ partner }) => partner === null))
    .map(({ code }) => code)
    .sort();
  const team = await assembleTeam(base, admin, programme);
  const temporal = await connectClient(stack.temporal);
  const wrongAddress = await wrongAddressOf(admin, companies);
  parts.refused.add(wrongAddress.address);
  const simulation = new Simulation({
    team,
    mailbox: new Mailbox(stack.inboxUrl ?? ''),
    acts: new SampleActs(),
    time: new ServerVirtualTime(temporal.client),
    clock,
    mailHour,
    seed: parts.seed,
    companies,
    wrongAddress,
  });
  const start = clock.now();
  const end = Math.min(Date.parse(endsOn) + 60 * day, start + (parts.days ?? Infinity) * day);
  const bar = new SingleBar({
    format: '{date} {bar} {percentage} % | {open} open, {closed} closed | {acts} acts | {duration_formatted}',
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 10_000,
  });
  try {
    for (const organisation of companies) {
      const { reference } = await team.coordinator.post<{ reference: string }>(
        '/api/v1/cases',
        { programme, organisation, definition: 'sme-cleaner-production' },
        `open ${organisation}`,
      );
      simulation.enrol(reference, organisation);
    }
    bar.start(Math.ceil((end - start) / day), 0, {
      date: dayOf(start),
      open: companies.length,
      closed: 0,
      acts: 0,
    });
    let open = companies.length;
    for (let now = start; now <= end && open > 0; now += stepDays * day) {
      await simulation.step(now);
      open = (await simulation.cases()).filter(({ status }) => status === 'open').length;
      bar.update(Math.ceil((now - start) / day), {
        ...{ date: dayOf(now), open, closed: companies.length - open, acts: simulation.acts },
      });
    }
    bar.stop();
    const database = openDatabase(stack.databaseUrl, { max: 2 });
    try {
      const report = await rebuild(database);
      console.log(
        await summarise(database, {
          virtualDays: (clock.now() - start) / day,
          realMs: performance.now() - startedAt,
          report,
        }),
      );
      return report.differences.length === 0 && report.problems.length === 0;
    } finally {
      await database.close();
    }
  } finally {
    bar.stop();
    await temporal.close();
  }
}

/** The technical contact whose address the demo's mail server refuses until the coordinator corrects it. */
async function wrongAddressOf(admin: ApiPerson, companies: readonly string[]) {
  const organisation = companies[cast.wrongAddress] ?? '';
  const { items } = await admin.get<{
    items: readonly {
      id: string;
      email: string | null;
      contactOf: readonly { organisation: string; function: string }[];
    }[];
  }>(`/api/v1/people?programme=${programme}&organisation=${organisation}`);
  const contact = items.find(({ contactOf }) =>
    contactOf.some((held) => held.organisation === organisation && held.function === 'technical'),
  );
  if (!contact?.email) throw new Error(`${organisation} has no technical contact with an address.`);
  return { person: contact.id, address: contact.email, corrected: `corrected.${contact.email}` };
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
