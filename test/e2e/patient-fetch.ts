import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  /** Longest over all attempts of one request, in ms. */
  readonly withinMs: number;
  /** Called before each attempt, which waits for it. */
  readonly onAttempt?: (request: RequestInit, attempt: number) => void | Promise<void>;
}

/**
 * Sends a request again, unchanged, while nobody answers or the answer is 503: what a person does with a page, and a program
 * with its idempotency key. Every other answer is an answer.
 */
export function patientFetch({ withinMs, onAttempt }: Patience): typeof fetch {
  return async (input, init) => {
    const deadline = performance.now() + withinMs;
    for (let attempt = 1; ; attempt++) {
      await onAttempt?.(init ?? {}, attempt);
      const { response, error } = await once(input, init);
      if (response && response.status !== 503) return response;
      if (performance.now() > deadline) {
        if (response) return response;
        throw error;
      }
      await pause(100);
    }
  };
}

/** The whole answer: one that breaks off in its body is no answer. */
async function once(
  ...request: Parameters<typeof fetch>
): Promise<{ readonly response?: Response; readonly error?: unknown }> {
  try {
    const response = await fetch(...request);
    const body = await response.arrayBuffer();
    const { status, headers } = response;
    return { response: new Response(body.byteLength === 0 ? null : body, { status, headers }) };
  } catch (error) {
    return { error };
  }
}
