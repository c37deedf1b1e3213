import 'express-session';
import {
  createParamDecorator,
  ForbiddenException,
  Inject,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { csrfSync } from 'csrf-sync';
import type { Request } from 'express';
import { OwnProgrammes, signedIn, type Actor, type OwnProgramme } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { Accounts, type SessionOrigin, type Viewer } from '#libs/identity';
import { INSTALLATION, type InstallationParts } from '#libs/installation';
import { isLanguage } from '#libs/wording';
import { speechFor, type Speech } from '../text/messages.js';
import { bodyOfRequest, browserLanguage } from './requests.js';
import { SignInNeeded } from './sign-in-needed.js';
import { PageOwner } from './tokens.js';
import { UnsentDesk } from './unsent-desk.js';
import { dropUnsent, unsentAt, type UnsentForm } from './unsent.js';

declare module 'express-session' {
  interface SessionData {
    /** Person code of whoever signed in. */
    person: string;
    /** Where and when it began, for the person's own list; machine time. */
    createdAt: number;
    lastSeen: number;
    place: string;
    browser: string;
    /** Language chosen on a page. */
    language: string;
    /** That of the last page, for the page of an error that comes before anybody asks who is there. */
    spoken: string;
    /** Code of the programme to which lists are narrowed. */
    programme: string;
    /** The oldest first, of whoever has used this browser. */
    unsentForms: readonly UnsentForm[];
  }
}

/** What every page of the console knows about whoever looks at it. */
export interface Visit {
  readonly viewer: Viewer;
  readonly actor: Actor;
  readonly speech: Speech;
  /** Path of the page, without query. */
  readonly path: string;
  /** The same with its query, to come back to; *Today* for the answer to a post, which is nowhere to be asked for. */
  readonly address: string;
  /** Those the viewer has to do with. */
  readonly programmes: readonly OwnProgramme[];
  /** Code of the one to which lists are narrowed; empty for all. */
  readonly programme: string;
  /** Hidden fields of every form. */
  readonly hidden: readonly (readonly [string, string])[];
}

const csrf = csrfSync({
  getTokenFromRequest: (request) => {
    // Every form of a page carries the same token; a client that sends all hidden fields of a page sends it twice.
    const [token] = [bodyOfRequest(request)['_csrf']].flat();
    return typeof token === 'string' ? token : undefined;
  },
});

/** Hidden field that a form of the console carries. */
export function csrfField(request: Request): readonly [string, string] {
  return ['_csrf', csrf.generateToken(request)];
}

/** Whether a post came from a page of this session. */
export function isFromOurPage(request: Request): boolean {
  return csrf.isRequestValid(request);
}

/** Speech of a page of the console: the language asked for is kept for the session. */
export function speechOf(request: Request, person: string | undefined): Speech {
  const asked = request.query['lang'];
  if (isLanguage(asked)) request.session.language = asked;
  return speechFor(request.session.language ?? person ?? browserLanguage(request));
}

const fiveMinutes = 300_000;

/** What a session keeps of the browser it belongs to. */
export function originOf(request: Request, now: number): SessionOrigin {
  return {
    ...{ createdAt: now, lastSeen: now, place: request.ip ?? '' },
    browser: (request.headers['user-agent'] ?? '').slice(0, 200),
  };
}

/** What was posted to this page, by the one who reads it, after a session had ended: in the order in which it came. */
export function allUnsentOn(
  request: Request,
  { path, viewer }: Pick<Visit, 'path' | 'viewer'>,
): readonly Readonly<Record<string, unknown>>[] {
  return unsentAt(request, { person: viewer.person, path }).map(({ body }) => body);
}

/** The newest of them; undefined where nothing waits to be shown again. */
export function unsentOn(
  request: Request,
  visit: Pick<Visit, 'path' | 'viewer'>,
): Readonly<Record<string, unknown>> | undefined {
  return allUnsentOn(request, visit).at(-1);
}

/** What an open page asks by itself to stay fresh; whoever reads it has clicked nothing. */
function isInBackground({ method, headers }: Request): boolean {
  const isStream = headers.accept?.includes('text/event-stream') ?? false;
  return method === 'GET' && (isStream || headers['hx-request'] !== undefined);
}

type VisitedRequest = Request & { visit?: Visit };

/** Lets signed-in people in, and posts from our own pages only. What is posted without a session waits until after the sign-in. */
@Injectable()
export class SignedInGuard implements CanActivate {
  private readonly owner: PageOwner;

  constructor(
    private readonly accounts: Accounts,
    private readonly programmes: OwnProgrammes,
    private readonly unsent: UnsentDesk,
    @Inject(INSTALLATION) { secret }: InstallationParts,
  ) {
    this.owner = new PageOwner(secret);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<VisitedRequest>();
    const path = `${request.baseUrl}${request.path}`;
    const { person } = request.session;
    const viewer = person === undefined ? null : await this.accounts.viewerOfAccount(person);
    const isPost = request.method === 'POST';
    if (!viewer) {
      const next = isPost ? (await this.unsent.take(request, path, context)).next : request.originalUrl;
      throw new SignInNeeded(`/console/sign-in?next=${encodeURIComponent(next)}`, !isInBackground(request));
    }
    if (isPost) {
      if (!isFromOurPage(request)) throw await this.refusal(request, path, context, viewer);
      // It is answered now, and shown no more.
      dropUnsent(request, { person: viewer.person, path, body: bodyOfRequest(request) });
    }
    // Written once in a while only: a page costs no write.
    if (Date.now() - (request.session.lastSeen ?? 0) > fiveMinutes) request.session.lastSeen = Date.now();
    const speech = speechOf(request, viewer.language);
    if (request.session.spoken !== speech.language) request.session.spoken = speech.language;
    const reader = { ...viewer, language: speech.language };
    const programmes = await this.programmes.of(reader);
    request.visit = {
      ...{ viewer: reader, actor: signedIn(reader), speech, path, programmes },
      address: request.method === 'GET' ? request.originalUrl : '/console',
      programme: programmes.find(({ code }) => code === request.session.programme)?.code ?? '',
      hidden: [csrfField(request), [PageOwner.input, this.owner.issue(viewer.person)]],
    };
    return true;
  }

  /** Of a post with another session's token: a form of the reader's, shown again; one of somebody else's, hidden; or none that we know. */
  private async refusal(
    request: Request,
    path: string,
    context: ExecutionContext,
    { person }: Viewer,
  ): Promise<Error> {
    const { next, of } = await this.unsent.take(request, path, context);
    if (of === null) return new ForbiddenException();
    return of === person ? new SignInNeeded(next) : new DomainError('forbidden', 'form.of-another');
  }
}

/** Undefined where nobody has signed in, or nobody was asked to. */
export function visitOf(request: Request): Visit | undefined {
  return (request as VisitedRequest).visit;
}

/** The visit that `SignedInGuard` has found. */
export const Visited = createParamDecorator((_: unknown, context: ExecutionContext): Visit => {
  const visit = visitOf(context.switchToHttp().getRequest<Request>());
  if (!visit) throw new UnauthorizedException();
  return visit;
});
