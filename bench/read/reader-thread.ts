import { parentPort, workerData } from 'node:worker_threads';

/** What one reader is to read. */
export interface Visits {
  readonly base: string;
  readonly paths: readonly string[];
  /** For pages. */
  readonly cookie: string;
  /** For the API. */
  readonly authorization: string;
}

/** One reading: milliseconds from the request to the last byte. */
export interface Visited {
  readonly ms: number;
  readonly bytes: number;
}

const { base, paths, cookie, authorization } = workerData as Visits;
const visited: Visited[] = [];
for (const path of paths) {
  const headers: Record<string, string> = path.startsWith('/api/') ? { authorization } : { cookie };
  const since = performance.now();
  const answer = await fetch(`${base}${path}`, { headers, redirect: 'manual' });
  const { byteLength: bytes } = await answer.arrayBuffer();
  const ms = performance.now() - since;
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
  visited.push({ ms, bytes });
}
parentPort?.postMessage(visited);
