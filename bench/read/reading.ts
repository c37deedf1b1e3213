import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { CaseClock } from '#libs/config';
import { defaultTaskQueue } from '#libs/contracts';
import { Accounts } from '#libs/identity';
import { InstallationModule, type InstallationParts } from '#libs/installation';
import { connectClient } from '#libs/temporal';
import { ApiModule, configureApi } from '../../apps/api/src/index.js';
import { configureConsole, ConsoleModule } from '../../apps/console/src/index.js';
import { benchPassword, type Laboratory } from '../installation.js';
import type { Visited, Visits } from './reader-thread.js';

/** Pages and API without workers: the cases of this benchmark have no workflows, and nothing must look for them. */
export interface ReadingServer {
  readonly app: NestExpressApplication;
  readonly base: string;
  close(): Promise<void>;
}

@Module({})
class Root {}

export async function startReadingServer(
  { environment, stack }: Laboratory,
  clock: CaseClock,
): Promise<ReadingServer> {
  const parts: InstallationParts = {
    environment,
    databaseUrl: stack.databaseUrl,
    temporal: stack.temporal,
    smtpUrl: stack.smtpUrl,
    temporalUiUrl: null,
    clock,
    secret: 'a secret of the benchmark only, long enough',
    taskQueue: defaultTaskQueue,
    ...{ replyAddress: null, replyPort: null },
  };
  const temporal = await connectClient(stack.temporal);
  const imports = [InstallationModule.forRoot(parts, temporal), ApiModule, ConsoleModule];
  const app = await NestFactory.create<NestExpressApplication>(
    { module: Root, imports },
    { logger: ['error'], bodyParser: false, abortOnError: false },
  );
  configureApi(app);
  configureConsole(app);
  await app.listen(environment.PORT, environment.BIND);
  return {
    app,
    base: `http://${environment.BIND}:${environment.PORT}`,
    close: () => app.close(),
  };
}

/** Somebody who reads pages in a browser and lists through the API. */
export class Reader {
  private constructor(
    private readonly base: string,
    private readonly cookie: string,
    private readonly token: string,
  ) {}

  static async signedIn({ app, base }: ReadingServer, person: string, email: string): Promise<Reader> {
    await app.get(Accounts, { strict: false }).give(person, email, benchPassword);
    const form = await fetch(`${base}/console/sign-in`);
    const html = await form.text();
    const anonymous = cookieOf(form);
    const body = new URLSearchParams({ email, password: benchPassword });
    body.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '');
    const answer = await fetch(`${base}/console/sign-in`, {
      ...{ method: 'POST', body, redirect: 'manual', headers: { cookie: anonymous } },
    });
    if (answer.status !== 303) throw new Error(`${person} could not sign in: ${answer.status}.`);
    const session = await fetch(`${base}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: benchPassword }),
    });
    const { token } = (await session.json()) as { token: string };
    return new Reader(base, cookieOf(answer) || anonymous, token);
  }

  /**
   * Reads pages or resources to their last byte, one after the other, in a thread of its own: a browser's work and garbage are no
   * part of the server. Throws for anything but 200.
   */
  async readAll(paths: readonly string[]): Promise<readonly Visited[]> {
    const { base, cookie, token } = this;
    const visits: Visits = { base, paths, cookie, authorization: `Bearer ${token}` };
    const thread = new Worker(new URL('./reader-thread.js', import.meta.url), { workerData: visits });
    // What the thread throws rejects the promise.
    const [visited] = (await once(thread, 'message')) as [readonly Visited[]];
    return visited;
  }
}

function cookieOf(answer: Response): string {
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
