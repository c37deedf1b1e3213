import { randomInt } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';

function listen(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const taken = (server.address() as AddressInfo).port;
      server.close(() => resolve(taken));
    });
  });
}

/** Whether nobody listens on the port of this host right now. Throws when the host itself cannot be bound. */
export async function isPortFree(port: number, host: string): Promise<boolean> {
  try {
    await listen(port, host);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
}

/** Below the ports that systems hand out for outgoing connections, which come and go all the time. */
const quiet = { from: 15_000, to: 32_000 };

/** A port that was free a moment ago; another process may still take it first, though hardly by chance. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(quiet.from, quiet.to);
    if (await isPortFree(port, host)) return port;
  }
  return listen(0, host);
}
