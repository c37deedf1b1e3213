import { Inject, Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import {
  codeMinutes,
  deviceProofDays,
  LinkTokens,
  MailedCodes,
  withDeviceProof,
  type Link,
} from '#libs/identity';
import { DirectMail } from '#libs/mail';
import { CaseViews, People } from '#libs/persistence';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';
import { LinkActors } from './link-actors.js';

export type CodeSent =
  /** `address` shows enough of itself for its owner: `y…@example.org`. */
  | { readonly status: 'sent'; readonly address: string; readonly minutes: number }
  /** Ask again from then on, case time; a code sent before may still be valid. */
  | { readonly status: 'too-soon'; readonly from: number }
  | { readonly status: 'not-sent'; readonly because: 'no-address' | 'refused' | 'unavailable' }
  /** The link is not valid, or of no approval. */
  | { readonly status: 'not-needed' };

export type CodeChecked =
  /** `cookie` is the value to keep in the browser for so many seconds (HttpOnly, SameSite=Lax, path `/t`). */
  | { readonly status: 'right'; readonly cookie: string; readonly maxAge: number }
  | { readonly status: 'wrong' | 'expired' | 'too-many' };

/**
 * Makes approval links safe to forward: before one decides in a browser for the first time, a code mailed to the address of its
 * person is typed in there. `DecideApproval` refuses `link.code-needed` until then, whatever page asks.
 */
@Injectable()
export class LinkCodes {
  constructor(
    private readonly actors: LinkActors,
    private readonly links: LinkTokens,
    private readonly codes: MailedCodes,
    private readonly views: CaseViews,
    private readonly people: People,
    private readonly mail: DirectMail,
    @Inject(CASES_OPTIONS) private readonly options: CasesOptions,
    private readonly clock: CaseClock,
  ) {}

  /** Whether a decision through this link will be refused without a code. `cookie` is what the browser sent. */
  async needsCode(token: string, cookie: string | undefined): Promise<boolean> {
    const answer = await this.actors.resolve(token, cookie);
    if (answer.status !== 'valid' || answer.actor.link?.proven === true) return false;
    return (await this.views.item(answer.item))?.kind === 'approval';
  }

  /** Mails a new code to the registered address; call it for a POST only (I2). */
  async send(token: string): Promise<CodeSent> {
    const link = await this.approvalLink(token);
    if (!link) return { status: 'not-needed' };
    const person = await this.people.person(link.person);
    if (!person?.email) return { status: 'not-sent', because: 'no-address' };
    const issued = await this.codes.issue(link, this.clock.now());
    if (issued.status === 'too-soon') return issued;
    const answer = await this.mail.code(link.person, spaced(issued.code), {
      item: link.item,
      minutes: codeMinutes,
    });
    if (answer.status === 'not-sent') return answer;
    return { status: 'sent', address: masked(person.email), minutes: codeMinutes };
  }

  /** `cookie` is what the browser sent: proofs of other people in it are kept. */
  async verify(token: string, code: string, cookie: string | undefined): Promise<CodeChecked> {
    const link = await this.approvalLink(token);
    if (!link) return { status: 'expired' };
    const now = this.clock.now();
    const verdict = await this.codes.check(link, code, now);
    if (verdict !== 'right') return { status: verdict };
    return {
      status: 'right',
      cookie: withDeviceProof(this.options.secret, cookie, link.person, now),
      maxAge: deviceProofDays * 86_400,
    };
  }

  private async approvalLink(token: string): Promise<Link | null> {
    const { status, link } = await this.links.verify(token, this.clock.now());
    if (status !== 'valid') return null;
    return (await this.views.item(link.item))?.kind === 'approval' ? link : null;
  }
}

/** In two halves, as people read and dictate it. */
function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

function masked(address: string): string {
  return address.replace(/^(.)[^@]*/, '$1…');
}
