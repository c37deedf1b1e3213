import { SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';

/** What becomes of a form that was posted after its session had ended. */
type Fate = 'shown-again' | 'asked-about' | 'dropped';

const fateKey = 'parcours.unsent';

/** For a form whose page stands at the address it posts to, and shows again what was typed (`unsentOn`). */
export const ShownAgain = () => SetMetadata<string, Fate>(fateKey, 'shown-again');

/** For buttons with nothing to type beside them: whoever signs in again presses anew. */
export const NothingTyped = () => SetMetadata<string, Fate>(fateKey, 'dropped');

/** Every other form is shown on a page of its own, which asks whether to send it now. */
export function fateOf(reflector: Reflector, context: ExecutionContext): Fate {
  return reflector.get<Fate | undefined>(fateKey, context.getHandler()) ?? 'asked-about';
}

/** Where a reader finds it after signing in; the path is that of the form. */
export function pageOf(fate: Fate, path: string): string {
  return { 'shown-again': path, 'asked-about': '/console/unsent', dropped: '/console' }[fate];
}
