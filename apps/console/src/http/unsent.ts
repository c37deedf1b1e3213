import { SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { Request } from 'express';

type Body = Readonly<Record<string, unknown>>;

export type ValueWords = string | Readonly<Record<string, string>>;

/** How a form is called where it is shown without its page: keys of the messages that its page says. */
export interface Asked {
  /** Of the page. */
  readonly title: string;
  /** Of the label by the name of a field, or by what stands before its first dot; where values have words, with these or the beginning of their keys. */
  readonly fields: Readonly<Record<string, string | readonly [label: string, values: ValueWords]>>;
}

/** A form that was posted after its session had ended: shown again, never acted on by itself. */
export interface UnsentForm {
  /** Code of the person whose page it was; nobody else is shown it. */
  readonly person: string;
  readonly path: string;
  readonly body: Body;
  /** Null for a form whose own page shows it again. */
  readonly asked: Asked | null;
  /** Machine time. */
  readonly at: number;
}

/** What becomes of a form that was posted after its session had ended. */
type Fate = 'shown-again' | 'asked-about' | 'dropped';

const [fateKey, askedKey] = ['parcours.unsent', 'parcours.asked'];

/** For a form whose page stands at the address it posts to, and shows again what was typed (`unsentOn`). */
export const ShownAgain = () => SetMetadata<string, Fate>(fateKey, 'shown-again');

/** For buttons with nothing to type beside them: whoever signs in again presses anew. */
export const NothingTyped = () => SetMetadata<string, Fate>(fateKey, 'dropped');

/** For every other form: it is shown on a page of its own, which asks whether to send it now. */
export const AskedAbout = (title: string, fields: Asked['fields'] = {}) =>
  SetMetadata<string, Asked>(askedKey, { title, fields });

export function fateOf(reflector: Reflector, context: ExecutionContext): Fate {
  return reflector.get<Fate | undefined>(fateKey, context.getHandler()) ?? 'asked-about';
}

export function askedBy(reflector: Reflector, context: ExecutionContext): Asked | null {
  const unnamed: Asked | null =
    fateOf(reflector, context) === 'asked-about' ? { title: 'unsent.typed', fields: {} } : null;
  return reflector.get<Asked | undefined>(askedKey, context.getHandler()) ?? unnamed;
}

/** Where a reader finds it after signing in; the path is that of the form. */
export function pageOf(fate: Fate, path: string): string {
  return { 'shown-again': path, 'asked-about': '/console/unsent', dropped: '/console' }[fate];
}

const aDay = 24 * 3_600_000;

/** A session is read with every page: it holds the newest few, and one of any size. */
const [most, largest] = [5, 1024 * 1024];

/** All that waits on this browser, for whomever. */
export function waitingOn({ session }: Request): readonly UnsentForm[] {
  return (session.unsentForms ?? []).filter(({ at }) => at > Date.now() - aDay);
}

/** What waits for one person, at one address if told. */
export function unsentAt(
  request: Request,
  { person, path }: { readonly person: string; readonly path?: string },
): readonly UnsentForm[] {
  return waitingOn(request).filter(
    (form) => form.person === person && (path === undefined || form.path === path),
  );
}

type FormOf = Pick<UnsentForm, 'person' | 'path' | 'body'>;

/** In the place of what was kept of the same form before. */
export function keepUnsent(request: Request, form: FormOf & Pick<UnsentForm, 'asked'>): void {
  const forms = [...waitingOn(request).filter((one) => !isSame(one, form)), { ...form, at: Date.now() }];
  let size = 0;
  request.session.unsentForms = forms
    .reverse()
    .filter(({ body }, index) => {
      size += JSON.stringify(body).length;
      return index === 0 || (index < most && size <= largest);
    })
    .reverse();
}

/** It was sent again, or left. */
export function dropUnsent(request: Request, form: FormOf): void {
  const { unsentForms } = request.session;
  if (unsentForms?.some((one) => isSame(one, form)))
    request.session.unsentForms = unsentForms.filter((one) => !isSame(one, form));
}

/** Beside a step's own form stand smaller ones, which are sent to the same address. */
const smaller = ['more-time', 'hand-over'];

function isSame(one: FormOf, other: FormOf): boolean {
  return one.person === other.person && one.path === other.path && actOf(one) === actOf(other);
}

function actOf({ body: { do: act } }: FormOf): unknown {
  return smaller.find((one) => one === act);
}
