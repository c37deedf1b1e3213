// A process that starts the embedded database as `npm start` does, tells its address and stays: something to kill.
import { startEmbeddedPostgres } from './index.ts';

const [dataDir, user] = process.argv.slice(2);
if (user) process.setuid(Number(user));
try {
  const database = await startEmbeddedPostgres({
    dataDir,
    durable: false,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify({ url: database.url, port: database.port })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ name: error.name, message: error.message })}\n`);
  process.exit(1);
}
