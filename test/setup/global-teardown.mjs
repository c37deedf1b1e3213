// Stops what global-setup.mjs started, and nothing that ran before; says last what was skipped.
import { rmSync } from 'node:fs';
import { skippedLine } from './chromium.mjs';

export default async function globalTeardown() {
  for (const { server, dataDir } of globalThis.__parcoursServers ?? []) {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  if (process.env.CHROMIUM === '') console.log(skippedLine);
}
