import 'express-session';
import {
  createParamDecorator,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { csrfSync } from 'csrf-sync';
import type { Request } from 'express';
import { OwnProgrammes, signedIn, type Actor, type OwnProgramme } from '#libs/cases';
import { Accounts, type SessionOrigin, type Viewer } from '#libs/identity';
import { isLanguage } from '#libs/wording';
import { speechFor, type Speech } from '../text/messages.js';
import { bodyOfRequest, browserLanguage } from './requests.js';
import { save } from './session.js';
import { SignInNeeded } from './sign-in-needed.js';
import { fateOf, pageOf } from './unsent.js';

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
    /** Code of the programme to which lists are narrowed. */
    programme: string;
    /** A form that was posted after the session had ended: shown again, never acted on by itself. */
    unsent: { readonly path: string; readonly body: Readonly<Record<string, unknown>> };
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

/** What was posted to this page before a session ended, while it waits to be shown again on its page; undefined where nothing does. */
export function unsentOn(
  request: Request,
  { path }: Pick<Visit, 'path'>,
): Readonly<Record<string, unknown>> | undefined {
  const { unsent } = request.session;
  return unsent?.path === path ? unsent.body : undefined;
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
  constructor(
    private readonly accounts: Accounts,
    private readonly programmes: OwnProgrammes,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<VisitedRequest>();
    const path = `${request.baseUrl}${request.path}`;
    const { person } = request.session;
    const viewer = person === undefined ? null : await this.accounts.viewerOfAccount(person);
    if (!viewer) {
      const asked = request.method === 'GET' ? request.originalUrl : path;
      const next = (await this.keep(request, path, context)) ?? asked;
      throw new SignInNeeded(`/console/sign-in?next=${encodeURIComponent(next)}`, !isInBackground(request));
    }
    if (request.method === 'POST') {
      if (!isFromOurPage(request)) throw await this.refusal(request, path, context);
      // It is answered now, and shown no more.
      if (request.session.unsent?.path === path) delete request.session.unsent;
    }
    // Written once in a while only: a page costs no write.
    if (Date.now() - (request.session.lastSeen ?? 0) > fiveMinutes) request.session.lastSeen = Date.now();
    const speech = speechOf(request, viewer.language);
    const spoken = { ...viewer, language: speech.language };
    const programmes = await this.programmes.of(spoken);
    request.visit = {
      ...{ viewer: spoken, actor: signedIn(spoken), speech, path, programmes },
      address: request.method === 'GET' ? request.originalUrl : '/console',
      programme: programmes.find(({ code }) => code === request.session.programme)?.code ?? '',
      hidden: [csrfField(request)],
    };
    return true;
  }

  /** Of a post with another session's token: a form of ours that waits to be shown again, or none that we know. */
  private async refusal(request: Request, path: string, context: ExecutionContext): Promise<Error> {
    const page = await this.keep(request, path, context);
    return request.session.unsent?.path === path && page !== null
      ? new SignInNeeded(page)
      : new ForbiddenException();
  }

  /** Keeps what was posted. Answers the page that goes on with it; null where there is none. */
  private async keep(request: Request, path: string, context: ExecutionContext): Promise<string | null> {
    if (request.method !== 'POST') return null;
    const site = request.headers['sec-fetch-site'];
    // Another site's form: a session for it would replace the reader's own, with words nobody here has typed.
    if (site === 'cross-site' || site === 'same-site') throw new ForbiddenException();
    const fate = fateOf(this.reflector, context);
    if (fate !== 'dropped') {
      // What is sent as it is, at a click, must come from a page of ours beyond doubt.
      if (fate === 'asked-about' && site !== 'same-origin') return null;
      request.session.unsent = { path, body: bodyOfRequest(request) };
      await save(request);
    }
    return pageOf(fate, path);
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
