// Stops what global-setup.mjs started, and nothing that ran before.
import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  for (const { server, dataDir } of globalThis.__parcoursServers ?? []) {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
