import type { Actor } from '#libs/cases';
import type { FieldError } from '#libs/domain';
import { textOf } from '../http/form-post.js';
import type { Speech } from '../text/messages.js';

/** Who hands a task in through a link, as typed: the person it was mailed to, or a colleague who says so. */
export interface TypedDeclaration {
  readonly who: 'addressee' | 'colleague';
  readonly name: string;
  readonly function: string;
}

export const notDeclared: TypedDeclaration = { who: 'addressee', name: '', function: '' };

/** Names of the inputs; no field of a form starts so. */
export const declarationInputs = { who: '_who', name: '_name', function: '_function' } as const;

export function declarationOf(body: Readonly<Record<string, unknown>>): TypedDeclaration {
  const text = (name: string) => textOf(body[name]);
  return {
    who: text(declarationInputs.who) === 'colleague' ? 'colleague' : 'addressee',
    name: text(declarationInputs.name),
    function: text(declarationInputs.function),
  };
}

/** A colleague gives name and function. */
export function declarationProblems(
  { link, declared }: Actor,
  declaration: TypedDeclaration,
  speech: Speech,
): readonly FieldError[] {
  if (!link || declared || declaration.who === 'addressee') return [];
  return (['name', 'function'] as const)
    .filter((part) => declaration[part] === '')
    .map((part) => ({
      field: declarationInputs[part],
      code: 'declaration.incomplete',
      message: speech.say('problem.declaration'),
    }));
}
