import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { LinkCodes, type Actor, type CodeSent } from '#libs/cases';
import type { CodeAsk } from '../decisions/code-ask.view.js';
import type { CodeGate } from '../decisions/code-gate.js';

/** Name of the cookie that proves a browser; beside the links' pages only. */
export const deviceCookie = 'parcours-device';

/** Where a link's code is asked for, mailed and checked; keeps the proof in the browser afterwards. */
@Injectable()
export class MailedCodeGate {
  constructor(private readonly codes: LinkCodes) {}

  /** For one posted form of a link's page; null where the browser is known already. */
  of(
    actor: Actor,
    token: string,
    browser: { readonly cookie: string | undefined; readonly response: Response; readonly secure: boolean },
  ): CodeGate | null {
    const { link } = actor;
    if (link?.proven !== false) return null;
    return async ({ code, another }) => {
      if (another || code === '') return sentText(await this.codes.send(token));
      const checked = await this.codes.verify(token, code, browser.cookie);
      if (checked.status !== 'right') return { message: `code.${checked.status}`, values: {}, tone: 'bad' };
      browser.response.cookie(deviceCookie, checked.cookie, {
        httpOnly: true,
        sameSite: 'lax',
        secure: browser.secure,
        path: '/t',
        maxAge: checked.maxAge * 1000,
      });
      return { actor: { ...actor, link: { ...link, proven: true } } };
    };
  }
}

function sentText(sent: CodeSent): CodeAsk {
  switch (sent.status) {
    case 'sent':
      return {
        message: 'code.sent',
        values: { address: sent.address, minutes: sent.minutes },
        tone: 'info',
      };
    case 'too-soon':
      return { message: 'code.too-soon', values: { from: sent.from }, tone: 'info' };
    case 'not-sent':
      return {
        message: sent.because === 'no-address' ? 'code.no-address' : 'code.not-sent',
        values: {},
        tone: 'bad',
      };
    case 'not-needed':
      return { message: 'code.expired', values: {}, tone: 'bad' };
  }
}
