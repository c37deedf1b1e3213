import { setTimeout as pause } from 'node:timers/promises';
import { OpenCase } from '#libs/cases';
import { fold, initialState, openItems } from '#libs/domain';
import { Accounts } from '#libs/identity';
import { CaseLog, CaseViews } from '#libs/persistence';
import { bareWorkflow, countUpdate } from '../bare-workflow.js';
import { openingOnHandWritten } from '../hand-written-opening.js';
import { benchPassword, benchQueue, type Installation, type Laboratory } from '../installation.js';
import { Traveller } from '../traveller.js';

/** Something that answers acts; `act` is one act of the given client, who has an item of its own. */
export interface Contender {
  readonly name: 'bare' | 'product' | 'handWritten';
  readonly act: (client: number) => Promise<void>;
}

const programme = 'CCP-MA';
/** Two members of the selection committee, of different organisations: it takes both to defer an admission. */
const deciders = [
  { person: 'P-031', email: 'committee.1@example.org' },
  { person: 'P-032', email: 'committee.2@example.org' },
] as const;
/** Cases prepared at once. */
const atOnce = 8;

/** Opens a case for each client and contender and brings it before the committee, where it can be deferred again and again. */
export async function prepareActors(laboratory: Laboratory, installation: Installation, clients: number) {
  const { services, client, options } = installation;
  const { BIND, PORT } = laboratory.environment;
  const members = await Promise.all(
    deciders.map(async ({ person, email }) => {
      await services(Accounts).give(person, email, benchPassword);
      return Api.signIn(`http://${BIND}:${PORT}`, email);
    }),
  );
  const product = await prepareCases(installation, services(OpenCase), clients, 'product');
  const byHand = await prepareCases(
    installation,
    openingOnHandWritten(services, client, options),
    clients,
    'hand',
  );
  const bare = await Promise.all(
    Array.from({ length: clients }, (_, index) =>
      client.workflow.start(bareWorkflow, { taskQueue: benchQueue, workflowId: `bare-${index}` }),
    ),
  );
  const contenders: readonly Contender[] = [
    {
      name: 'bare',
      act: async (index) => {
        await bare[index]?.executeUpdate(countUpdate);
      },
    },
    { name: 'product', act: deferring(members, product) },
    { name: 'handWritten', act: deferring(members, byHand) },
  ];
  await settled(installation);
  await proveReadModel(installation, contenders, [product, byHand]);
  const repeats = () => members.reduce((sum, api) => sum + api.repeats, 0);
  return { contenders, settled: () => settled(installation), repeats };
}

/** Each call gives a voice on the client's own approval, through HTTP; every second one defers it and asks again. */
function deferring(members: readonly Api[], references: readonly string[]) {
  const voices = new Map<string, number>();
  return async (client: number): Promise<void> => {
    const reference = references[client] ?? '';
    const voice = voices.get(reference) ?? 0;
    voices.set(reference, voice + 1);
    const id = `${reference}.admission.${Math.floor(voice / members.length) + 1}`;
    await members[voice % members.length]?.post(
      `/api/v1/approvals/${id}/decisions`,
      { outcome: 'defer', reason: 'The programme is full for now.', rank: 1 },
      `${id} ${voice}`,
    );
  };
}

async function prepareCases(
  { services }: Installation,
  opening: OpenCase,
  count: number,
  name: string,
): Promise<readonly string[]> {
  const traveller = new Traveller(services);
  const coordinator = await traveller.person('P-001');
  const waiting = Array.from({ length: count }, (_, index) => index);
  const references: string[] = [];
  const prepare = async (index: number): Promise<void> => {
    const organisation = `OLV-0${(index % 8) + 1}`;
    const { reference } = await opening.execute(
      coordinator,
      { programme, organisation },
      `open ${name} ${index}`,
    );
    for (;;) {
      const state = (await services(CaseLog).load(reference)).reduce(fold, initialState(reference));
      const [item] = openItems(state);
      if (item?.kind === 'approval') break;
      if (!item) throw new Error(`${reference} waits for nobody.`);
      await traveller.settle(state, item, 'approve', Date.now());
    }
    references.push(reference);
  };
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await prepare(next);
    }),
  );
  return references;
}

/** Until no mail is on its way: the mail of one act must not be charged to the next one. */
async function settled({ database }: Installation): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query<{ waiting: string }>(
      "select count(*) as waiting from mails where state in ('queued', 'sending')",
    );
    if (rows[0]?.waiting === '0') break;
    await pause(50);
  }
  // The activity still has to report to its workflow.
  await pause(25);
}

/** Every contender's act must be readable when it is answered; else the figures would compare different things. */
async function proveReadModel(
  { services }: Installation,
  contenders: readonly Contender[],
  cases: readonly (readonly string[])[],
) {
  for (const { act } of contenders) for (let voices = 0; voices < deciders.length; voices++) await act(0);
  for (const [reference] of cases) {
    const decided = await services(CaseViews).item(`${reference ?? ''}.admission.1`);
    if (decided?.outcome !== 'defer') throw new Error(`${reference ?? ''} does not show its deferral.`);
  }
}

/** Someone signed in with a bearer token. */
class Api {
  /** Requests that were answered 503 and sent again. */
  repeats = 0;

  private constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  static async signIn(base: string, email: string): Promise<Api> {
    const answer = await fetch(`${base}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: benchPassword }),
    });
    if (!answer.ok) throw new Error(`Sign-in answered ${answer.status}: ${await answer.text()}`);
    return new Api(base, ((await answer.json()) as { token: string }).token);
  }

  /** Sends it again, under the same key, as long as the API answers 503: a client's way to wait longer than five seconds. */
  async post(path: string, body: unknown, key: string): Promise<void> {
    for (;;) {
      const answer = await fetch(`${this.base}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      if (answer.ok) return;
      if (answer.status !== 503) throw new Error(`${path} answered ${answer.status}: ${text}`);
      this.repeats++;
    }
  }
}
