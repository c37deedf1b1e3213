import { DomainError } from '#libs/domain';
import type { Actor, Declaration } from '../actor.js';

/** Name under which an act keeps who declared to have filled it in, beside the form's own answers; no form field starts so. */
export const declaration = '_declared';

const longest = 200;

/** What the actor declares, trimmed; throws `declaration.incomplete`, or `declaration.needs-link` for who is signed in. */
export function declaredWords({ declared, link }: Actor): Declaration | undefined {
  if (!declared) return undefined;
  if (!link) throw new DomainError('invalid', 'declaration.needs-link');
  const words = { name: declared.name.trim(), function: declared.function.trim() };
  if (Object.values(words).some((each) => each === '' || each.length > longest))
    throw new DomainError('invalid', 'declaration.incomplete', null, {
      hint: `Give the name and the function of who fills it in, at most ${longest} characters each.`,
    });
  return words;
}
