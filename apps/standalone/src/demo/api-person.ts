import { setTimeout as pause } from 'node:timers/promises';
import { sampleFile } from './sample-files.js';

/** How often a person asks before giving up. */
const patience = 6;

/** What the API says of an item that waits. */
export interface WaitingItem {
  readonly id: string;
  readonly reference: string;
  readonly kind: 'task' | 'approval';
  readonly key: string;
  readonly round: number;
  readonly milestone: string | null;
  readonly organisation: string;
  readonly openedAt: number;
  readonly due: number;
}

/** The API refused; `code` is the problem's. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

/** Someone with an account, who works through the public API. */
export class ApiPerson {
  private constructor(
    private readonly base: string,
    private readonly token: string,
    /** Person code. */
    readonly person: string,
    private readonly http: typeof fetch,
  ) {}

  /** `http` decides how often a request is tried; every one of them may be repeated. */
  static async signIn(base: string, email: string, password: string, http = fetch): Promise<ApiPerson> {
    const response = await http(`${base}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const session = await answer<{ token: string; person: string }>(response);
    return new ApiPerson(base, session.token, session.person, http);
  }

  get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  /** `key` is the idempotency key: however often it is sent, it is acted on once. */
  post<T>(path: string, body: unknown, key: string): Promise<T> {
    return this.send<T>('POST', path, body, key);
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PATCH', path, body);
  }

  /** Everything that waits for this person now. */
  async worklist(): Promise<readonly WaitingItem[]> {
    const { items } = await this.get<{ items: readonly WaitingItem[] }>('/api/v1/worklist?limit=200');
    return items;
  }

  /** Uploads a sample file for a field of a task's form; answers the document's id. */
  async upload(task: string, field: string, name: string): Promise<string> {
    const file = sampleFile(name);
    const body = new FormData();
    body.set('field', field);
    body.set('file', new Blob([file.bytes], { type: file.mediaType }), file.name);
    const response = await this.http(`${this.base}/api/v1/tasks/${task}/documents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'idempotency-key': `${task} ${field} ${name}` },
      body,
    });
    return (await answer<{ id: string }>(response)).id;
  }

  private async send<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    for (let tries = 1; ; tries++) {
      const response = await this.http(`${this.base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      // A machine under load answers late, and says so: the same request, with its key, is acted on once.
      if (response.status !== 503 || tries === patience) return answer<T>(response);
      await pause(Number(response.headers.get('retry-after') ?? 5) * 1000);
    }
  }
}

async function answer<T>(response: Response): Promise<T> {
  const text = await response.text();
  const body: unknown = text === '' ? {} : JSON.parse(text);
  if (response.ok) return body as T;
  const { code = 'unknown', detail, errors } = body as { code?: string; detail?: string; errors?: unknown };
  throw new ApiRefusal(response.status, code, detail ?? JSON.stringify(errors ?? {}));
}
