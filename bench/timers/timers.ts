import { Acting, signedIn } from '#libs/cases';
import { SystemClock } from '#libs/config';
import { Accounts } from '#libs/identity';
import { actingOnHandWritten } from '../hand-written-opening.js';
import { startInstallation, startLaboratory, type Installation } from '../installation.js';
import { describeMachine, publish } from '../report.js';
import { openRemindedCases, prepareProgramme, remindersOf, untilQuiet } from './reminding.js';
import { SmtpSink } from './smtp-sink.js';
import { summarise, type Measured } from './summary.js';

const minute = 60_000;
/** Above what the machine can send, so that the limit for relays hides nothing. */
const mailsPerSecond = 10_000;

/** Reminders due in the same local minute, in the product and in hand-written workflows, one after the other. */
export async function timers(): Promise<void> {
  const count = Number(process.env['BENCH_TIMERS'] ?? 5_000);
  const sink = await SmtpSink.start();
  const laboratory = await startLaboratory({ virtualTime: false });
  try {
    const installation = await startInstallation(laboratory, new SystemClock(), false, {
      ...{ mailsPerSecond, smtpUrl: sink.url },
    });
    try {
      await prepareProgramme(installation);
      const { services, client, options } = installation;
      const byHand = await measure('hand-written', actingOnHandWritten(services, client, options), count);
      const product = await measure('product', services(Acting), count);
      const machine = await describeMachine(client, installation.database);
      publish('timers', machine, summarise(product, byHand, count));

      async function measure(name: string, acting: Acting, cases: number): Promise<Measured> {
        return measureOne(installation, sink, name, acting, cases);
      }
    } finally {
      await installation.close();
    }
  } finally {
    await laboratory.close();
    await sink.stop();
  }
}

async function measureOne(
  installation: Installation,
  sink: SmtpSink,
  name: string,
  acting: Acting,
  count: number,
): Promise<Measured> {
  const viewer = await installation.services(Accounts).viewer('P-001');
  if (!viewer) throw new Error('The sample programme has no P-001.');
  // Time to open them all and to send their invitations.
  const due = Math.ceil((Date.now() + count * leadPerCase + minute) / minute) * minute;
  const references = await openRemindedCases(acting, signedIn(viewer), count, due);
  await untilQuiet(installation);
  if (Date.now() > due) throw new Error('Invitations took longer than the time before the reminders.');
  const rows = await remindersOf(installation, references, due + 20 * minute);
  const arrived = rows.map(({ messageId }) => sink.arrivals.get(messageId) ?? 0);
  return {
    name,
    rows: rows.length,
    lost: references.filter((reference) => !rows.some((row) => row.reference === reference)).length,
    unsent: arrived.filter((times) => times === 0).length,
    doubled:
      rows.length -
      new Set(rows.map(({ reference }) => reference)).size +
      arrived.filter((times) => times > 1).length,
    lateness: rows.flatMap(({ sentAt }) => (sentAt === null ? [] : [sentAt - due])).sort((a, b) => a - b),
  };
}

/** Milliseconds in which one case is opened and its invitation sent, generously. */
const leadPerCase = Number(process.env['BENCH_TIMERS_LEAD'] ?? 250);
