import { Acting, signedIn, type Actor } from '#libs/cases';
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
/** How much longer than at the pilots' pace openings and invitations may take. */
const margin = 1.4;
/** How long after the minute the last reminder may leave, in ms. */
const patience = 20 * minute;

/**
 * Reminders due in the same local minute, in hand-written workflows and in the product, one after the other. Each has servers
 * and a database of its own, started anew: whoever came second would otherwise work on what the first left behind.
 */
export async function timers(): Promise<void> {
  const count = Number(process.env['BENCH_TIMERS'] ?? 5_000);
  const byHand = await measureAlone('hand-written', count, ({ services, client, options }) =>
    actingOnHandWritten(services, client, options),
  );
  const product = await measureAlone('product', count, ({ services }) => services(Acting));
  publish('timers', product.machine, summarise(product.measured, byHand.measured, count));
}

/** One contender on an installation of its own, stopped and removed afterwards. */
async function measureAlone(name: string, count: number, actingOf: (on: Installation) => Acting) {
  const sink = await SmtpSink.start();
  const laboratory = await startLaboratory({ virtualTime: false });
  try {
    const installation = await startInstallation(laboratory, new SystemClock(), false, {
      ...{ mailsPerSecond, smtpUrl: sink.url },
    });
    try {
      await prepareProgramme(installation);
      const measured = await measureOne(installation, sink, name, actingOf(installation), count);
      return { measured, machine: await describeMachine(installation.client, installation.database) };
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
  const coordinator = signedIn(viewer);
  const due = await chooseMinute(installation, acting, coordinator, count);
  const { references, dropped } = await openRemindedCases(acting, coordinator, count, due);
  if (references.length === 0) throw new Error(`No case of ${name} could be opened.`);
  await untilQuiet(installation);
  if (Date.now() > due)
    throw new Error('Openings and invitations took longer than the time before the reminders.');
  console.log(`${name}: ${references.length} cases are open, ${dropped} openings dropped.`);
  const rows = await remindersOf(installation, references, due + patience);
  const arrived = rows.map(({ messageId }) => sink.arrivals.get(messageId) ?? 0);
  return {
    ...{ name, dropped, rows: rows.length },
    lost: references.length - new Set(rows.map(({ reference }) => reference)).size,
    unsent: arrived.filter((times) => times === 0).length,
    doubled:
      rows.length -
      new Set(rows.map(({ reference }) => reference)).size +
      arrived.filter((times) => times > 1).length,
    lateness: rows.flatMap(({ sentAt }) => (sentAt === null ? [] : [sentAt - due])).sort((a, b) => a - b),
  };
}

/** A minute late enough that all can be opened and invited before it, by the pace of a few cases opened for that only. */
async function chooseMinute(
  installation: Installation,
  acting: Acting,
  coordinator: Actor,
  count: number,
): Promise<number> {
  const pilots = Math.min(count, 40);
  const began = Date.now();
  await openRemindedCases(acting, coordinator, pilots, began + 6 * 60 * minute);
  const pace = (Date.now() - began) / pilots;
  await untilQuiet(installation);
  const lead = count * pace * margin + minute;
  console.log(
    `An opening takes ${Math.round(pace)} ms; the reminders are due in ${Math.ceil(lead / minute)} minutes.`,
  );
  return Math.ceil((Date.now() + lead) / minute) * minute;
}
