import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchAttributes } from '#libs/contracts';
import { freePort, startDevServer } from '#libs/temporal';

/** A server of its own that suggests a new run every few acts, where the default is thousands of events. */
export async function startShortRunServer(): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parcours-runs-'));
  const server = await startDevServer({
    dataDir,
    port: await freePort(),
    uiPort: false,
    inMemory: true,
    virtualTime: true,
    searchAttributes,
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '60' },
  });
  return {
    address: server.address,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
