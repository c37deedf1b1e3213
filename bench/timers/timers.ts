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
