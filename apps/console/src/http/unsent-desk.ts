import { ForbiddenException, Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { bodyOfRequest } from './requests.js';
import { save } from './session.js';
import { PageOwner } from './tokens.js';
import { askedBy, fateOf, keepUnsent, pageOf } from './unsent.js';

/** What became of a form that came without its session. */
interface Taken {
  /** Page that goes on with it. */
  readonly next: string;
  /** Code of the person for whom it is kept; null where it is not. */
  readonly of: string | null;
}

/** Takes what is posted after its session has ended, for the person whose page it came from. */
@Injectable()
export class UnsentDesk {
  private readonly owner: PageOwner;

  constructor(
    private readonly reflector: Reflector,
    @Inject(INSTALLATION) { secret }: InstallationParts,
  ) {
    this.owner = new PageOwner(secret);
  }

  async take(request: Request, path: string, context: ExecutionContext): Promise<Taken> {
    const site = request.headers['sec-fetch-site'];
    // Another site's form: a session for it would replace the reader's own.
    if (site === 'cross-site' || site === 'same-site') throw new ForbiddenException();
    const fate = fateOf(this.reflector, context);
    const { [PageOwner.input]: owner, ...body } = bodyOfRequest(request);
    const person = this.owner.personOf(owner);
    // What no page of ours has sent is kept for nobody.
    if (fate === 'dropped' || person === null)
      return { next: fate === 'shown-again' ? path : '/console', of: null };
    keepUnsent(request, { person, path, body, asked: askedBy(this.reflector, context) });
    await save(request);
    return { next: pageOf(fate, path), of: person };
  }
}
