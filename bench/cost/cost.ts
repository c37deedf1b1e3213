import { OpenCase } from '#libs/cases';
import { SettableClock } from '#libs/config';
import { ServerVirtualTime } from '#libs/temporal';
import { openingOnHandWritten } from '../hand-written-opening.js';
import { startInstallation, startLaboratory, type Installation } from '../installation.js';
import { describeMachine, publish } from '../report.js';
import { Traveller } from '../traveller.js';
import { readHistory } from './history-account.js';
import { travel, type Manner } from './journey.js';
import { summarise, type Travelled } from './summary.js';

const day = 86_400_000;
const programme = 'CCP-MA';

type Kind = 'product' | 'handWritten';

/** A case for each: the same path, by companies whose codes and people are equally long. */
const companies: Readonly<Record<Manner, Readonly<Record<Kind, string>>>> = {
  prompt: { product: 'OLV-01', handWritten: 'OLV-02' },
  late: { product: 'OLV-03', handWritten: 'OLV-04' },
};

/** Travels the reference path four times in virtual time and publishes what the histories weigh. */
export async function cost(): Promise<void> {
  const laboratory = await startLaboratory({ virtualTime: true });
  try {
    const clock = new SettableClock(Date.now());
    const installation = await startInstallation(laboratory, clock, false);
    try {
      const run = await runner(installation, clock);
      const [prompt, promptByHand, late, lateByHand] = await Promise.all([
        run('product', 'prompt'),
        run('handWritten', 'prompt'),
        run('product', 'late'),
        run('handWritten', 'late'),
      ]);
      const machine = await describeMachine(installation.client, installation.database);
      publish('cost', machine, summarise({ prompt, promptByHand, late, lateByHand }));
    } finally {
      await installation.close();
    }
  } finally {
    await laboratory.close();
  }
}

async function runner({ services, client, options }: Installation, clock: SettableClock) {
  const traveller = new Traveller(services);
  const coordinator = await traveller.person('P-001');
  const time = new ServerVirtualTime(client, { stallMs: 120_000 });
  const openings = {
    product: services(OpenCase),
    handWritten: openingOnHandWritten(services, client, options),
  };
  return async (kind: Kind, manner: Manner): Promise<Travelled> => {
    const organisation = companies[manner][kind];
    const { reference } = await openings[kind].execute(
      coordinator,
      { programme, organisation },
      `open ${organisation}`,
    );
    const opened = await time.now(reference);
    const journey = await travel(reference, manner, { services, traveller, time, clock });
    await client.workflow.getHandle(reference).result();
    const days = ((await time.now(reference)) - opened) / day;
    return { ...journey, days, history: await readHistory(client, reference) };
  };
}
