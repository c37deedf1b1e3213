import { SystemClock } from '#libs/config';
import { startInstallation, startLaboratory } from '../installation.js';
import { describeMachine, publish } from '../report.js';
import { prepareActors } from './contenders.js';
import { summarise } from './summary.js';

/** Acts of one client, of each contender; the first few warm up and are not counted. */
const samples = 40;
const warmUps = 4;
const clients = 16;
/** Acts a client in one block, and blocks of each contender. */
const actsInBlock = 4;
const blocks = 3;

/** Measures acts of one client and of sixteen, on the same server in the same run, the contenders taking turns. */
export async function latency(): Promise<void> {
  const laboratory = await startLaboratory({ virtualTime: false });
  try {
    const installation = await startInstallation(laboratory, new SystemClock(), true);
    try {
      const { contenders, settled, repeats } = await prepareActors(laboratory, installation, clients);
      const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
      for (let sample = 0; sample < warmUps + samples; sample++) {
        for (const { name, act } of contenders) {
          const start = performance.now();
          await act(sample % clients);
          const took = performance.now() - start;
          if (sample >= warmUps) times.get(name)?.push(took);
          await settled();
        }
      }
      const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
      for (let block = 0; block < blocks; block++) {
        for (const { name, act } of contenders) {
          const start = performance.now();
          await Promise.all(
            Array.from({ length: clients }, async (_, client) => {
              for (let done = 0; done < actsInBlock; done++) await act(client);
            }),
          );
          rates.get(name)?.push((clients * actsInBlock * 1000) / (performance.now() - start));
          await settled();
        }
      }
      const machine = await describeMachine(installation.client, installation.database);
      publish(
        'latency',
        machine,
        summarise(times, rates, { samples, clients, actsInBlock, blocks, repeats: repeats() }),
      );
    } finally {
      await installation.close();
    }
  } finally {
    await laboratory.close();
  }
}
