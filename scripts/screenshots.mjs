// `npm run screenshots`: lives the sample programme half-way through in virtual time, and takes pictures of the main pages into docs/screenshots.
/* global fetch */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'docs/screenshots');
const [web, inbox] = [Number(process.env.PORT ?? 3700), Number(process.env.MAIL_INBOX_PORT ?? 3701)];
const base = `http://localhost:${web}`;
const administrator = { email: 'admin@example.org', password: 'parcours demo programme' };
const coordinator = { person: 'P-001', password: 'parcours demo coordinator' };

const [laptop, phone] = [
  { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
  { viewport: { width: 390, height: 780 }, deviceScaleFactor: 1.5 },
];

/** Starts the demo; answers once it has stopped half-way and everything can be looked at. */
async function demo() {
  const child = spawn(
    process.execPath,
    [join(root, 'dist/apps/standalone/src/demo/main.js'), '--days', '200', '--stay'],
    {
      cwd: root,
      env: {
        ...process.env,
        ...{ PORT: String(web), MAIL_INBOX_PORT: String(inbox), SMTP_PORT: '3702', TEMPORAL_PORT: '3703' },
        ...{ TEMPORAL_UI_PORT: '3704', PARCOURS_DATA: join(root, '.parcours-screenshots') },
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await new Promise((ready, fail) => {
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      if (String(chunk).includes('Look around')) ready();
    });
    child.once('exit', (code) => fail(new Error(`The demo ended with ${code}.`)));
  });
  return child;
}

let calls = 0;
async function api(path, token, body) {
  const answer = await fetch(`${base}/api/v1/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `screenshots ${++calls} ${process.pid}`,
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? {} : JSON.parse((await answer.text()) || '{}');
}

/** A link in a mail whose page still asks for something: the newest. */
async function openLink() {
  const mails = await (await fetch(`http://127.0.0.1:${inbox}/api/messages`)).json();
  for (const { id } of mails) {
    const raw = await (await fetch(`http://127.0.0.1:${inbox}/messages/${id}/raw`)).text();
    const path = /\/t\/[\w.-]{60,}/.exec(raw.replaceAll(/=\r?\n/g, ''))?.[0];
    if (path && /class="task-form"/.test(await (await fetch(base + path)).text())) return path;
  }
  throw new Error('No link of the demo asks for anything.');
}

/** Which page shows what: the case furthest on, a decision that waits for the coordinator. */
async function subjects() {
  const { token: admin } = await api('sessions', undefined, administrator);
  const { email } = await api(`people/${coordinator.person}`, admin);
  await api(`people/${coordinator.person}/account`, admin, {
    programme: 'CCP-MA',
    password: coordinator.password,
  });
  const { token } = await api('sessions', undefined, { email, password: coordinator.password });
  const [{ items: cases }, { items: work }] = await Promise.all([
    api('cases?limit=200&status=open', token),
    api('worklist', token),
  ]);
  const furthest = cases.find(({ stage }) => stage === 'implementation') ?? cases[0];
  const decision = work.find(({ kind }) => kind === 'approval') ?? work[0];
  return { email, reference: furthest.reference, item: decision?.id, link: await openLink() };
}

const executable = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));
if (!executable)
  throw new Error('No Chromium: install one (apt-get install chromium) or name it in CHROMIUM.');

const running = await demo();
try {
  const { email, reference, item, link } = await subjects();
  const pictures = [
    ['today', 'fr', laptop, '/console'],
    ['today-phone', 'ar', phone, '/console'],
    ['cases', 'fr', laptop, '/console/cases'],
    ['case', 'fr', laptop, `/console/cases/${reference}`],
    ['case', 'ar', laptop, `/console/cases/${reference}`],
    ['programme', 'fr', laptop, '/console/programmes/CCP-MA'],
    ['calendar', 'ar', laptop, '/console/calendar'],
    ...(item ? [['decision', 'fr', laptop, `/console/items/${item}`]] : []),
    ['task-phone', 'fr', phone, link],
    ['task-phone', 'ar', phone, link],
  ];
  const browser = await chromium.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const device of [laptop, phone]) {
    const context = await browser.newContext({ ...device, colorScheme: 'light', reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${base}/console/sign-in`);
    await page.locator('[name=email]').fill(email);
    await page.locator('[name=password]').fill(coordinator.password);
    await page.locator('button.primary').click();
    await page.waitForURL((url) => !url.pathname.includes('sign-in'));
    for (const [name, language, , path] of pictures.filter(([, , on]) => on === device)) {
      await page.goto(`${base}${path}?lang=${language}`);
      await page.evaluate('document.fonts.ready');
      await page.screenshot({ path: join(folder, `${name}-${language}.png`) });
      console.log(`docs/screenshots/${name}-${language}.png`);
    }
    await context.close();
  }
  await browser.close();
} finally {
  running.kill('SIGTERM');
  await new Promise((done) => running.once('exit', done));
  rmSync(join(root, '.parcours-screenshots-demo'), { recursive: true, force: true });
}
