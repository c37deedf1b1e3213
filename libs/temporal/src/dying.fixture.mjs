// A process that starts the local Temporal server as `npm start` does, tells its pid and dies of an error nobody caught.
import { setImmediate } from 'node:timers';
import { startDevServer } from './dev-server.ts';

const [dataDir, port] = process.argv.slice(2);
const { pid } = await startDevServer({ dataDir, port: Number(port), uiPort: false, inMemory: true });
process.stdout.write(`${pid}\n`);
setImmediate(() => {
  throw new Error('Nobody catches this.');
});
