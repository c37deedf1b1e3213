import type { Request } from 'express';

/** Sessions answer by callback. */
export async function finished(work: (done: (error?: unknown) => void) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    work((error) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}

/** Before a redirect: a browser follows one as soon as it has read the head, and express-session writes only after that. */
export async function save(request: Request): Promise<void> {
  await finished((done) => request.session.save(done));
}
