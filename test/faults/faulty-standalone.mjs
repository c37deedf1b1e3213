// `npm start` for the fault tests: the same composition, which can be told to be killed at one exact moment, and which mends
// in seconds what an installation mends in a minute or two. Nothing of this exists in the product: it wraps what dist/ exports.
import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';

const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url));
const [{ loadEnvironment, projectRoot }, { CaseLog, Mails }, { Sweep }] = await Promise.all([
  dist('libs/config/src/index.js'),
  dist('libs/persistence/src/index.js'),
  dist('libs/cases/src/index.js'),
]);
const [{ startStack }, { startApplication }, { readyMessage }] = await Promise.all([
  dist('apps/standalone/src/stack.js'),
  dist('apps/standalone/src/application.js'),
  dist('apps/standalone/src/ready-message.js'),
]);

const environment = loadEnvironment();
/** `{at: 'recorded', item}` or `{at: 'mailed'}`: where the next one dies. */
let moment = null;
process.on('message', (told) => {
  moment = told;
  process.send({ told: true });
});
// The test that started this one is gone: so is the reason to live.
process.on('disconnect', () => dieWithEverything());

function pidIn(path, read) {
  return existsSync(path) ? read(readFileSync(path, 'utf8')) : undefined;
}

/** kill -9 of Temporal, PostgreSQL and this process, between two statements. */
function dieWithEverything() {
  const { PARCOURS_DATA: data } = environment;
  const cluster =
    pidIn(join(data, 'postgres/location'), (text) => text.trim()) ?? join(data, 'postgres/cluster');
  const pids = [
    pidIn(join(data, 'temporal/temporal.pid'), (text) => JSON.parse(text).pid),
    pidIn(join(cluster, 'postmaster.pid'), (text) => Number(text.split('\n')[0])),
    process.pid,
  ];
  for (const pid of pids) if (pid) process.kill(pid, 'SIGKILL');
}

function wrap(type, name, around) {
  const original = type.prototype[name];
  type.prototype[name] = function (...args) {
    return around((...changed) => original.apply(this, changed.length > 0 ? changed : args), ...args);
  };
}

// Between the commit and everything that follows it: the case's workflow never hears of this transition.
wrap(CaseLog, 'record', async (record, request) => {
  const answer = await record();
  const isHere = moment?.at === 'recorded' && JSON.stringify(request.body ?? {}).includes(`"${moment.item}"`);
  if (isHere && answer.status === 'appended') dieWithEverything();
  return answer;
});
// Between SMTP's 250 and its record.
wrap(Mails, 'markSent', async (markSent) => {
  if (moment?.at === 'mailed') dieWithEverything();
  return markSent();
});

const leaseMs = 4_000;
const patienceMs = 3_000;
const sweepEveryMs = 1_000;
wrap(Mails, 'claim', (claim, reference, seq) => claim(reference, seq, leaseMs));
wrap(Mails, 'unsentOlderThan', (unsent) => unsent(patienceMs));
wrap(CaseLog, 'unconfirmed', (unconfirmed) => unconfirmed(patienceMs));

function fatal(message) {
  console.error(message);
  process.exit(1);
}

const stack = await startStack(environment, { log: console.log, onFatal: fatal });
const running = await startApplication({
  environment,
  stack,
  sampleProgramme: join(projectRoot(), 'programmes/ccp-maroc'),
  onFatal: (error) => fatal(error.message),
});
const sweep = running.app.get(Sweep);
let sweeping = Promise.resolve();
const timer = setInterval(() => {
  sweeping = sweeping.then(() => sweep.run()).catch((error) => console.error(`Sweep: ${error.message}`));
}, sweepEveryMs);
process.on('SIGTERM', async () => {
  clearInterval(timer);
  await sweeping;
  await running.close();
  await stack.stop();
  process.exit(0);
});
console.log(readyMessage(environment, stack, running.firstAdministrator));
