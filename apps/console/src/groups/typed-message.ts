import { messageLanguages, type WriteMessageInput } from '#libs/cases';
import { contactFunctions } from '#libs/domain';

type Body = Readonly<Record<string, unknown>>;

/** A message as it stands on the page; fields are `function`, `subject.fr`, `text.fr` and so on. */
export interface TypedMessage {
  readonly functions: readonly string[];
  readonly subject: Readonly<Record<string, string>>;
  readonly text: Readonly<Record<string, string>>;
}

export function typedMessage(body: Body): TypedMessage {
  const words = (part: string) =>
    Object.fromEntries(
      messageLanguages.map((language) => {
        const value = body[`${part}.${language}`];
        return [language, typeof value === 'string' ? value : ''];
      }),
    );
  return { functions: listOf(body['function']), subject: words('subject'), text: words('text') };
}

/** Everybody is chosen on a page that nobody has filled in yet. */
export function emptyMessage(): TypedMessage {
  return { ...typedMessage({}), functions: contactFunctions };
}

export function inputOf(
  references: readonly string[],
  { functions, subject, text }: TypedMessage,
): WriteMessageInput {
  return { references, functions, subject, text };
}

/** The fields that carry it from the preview to the sending. */
export function messageFields({
  functions,
  subject,
  text,
}: TypedMessage): readonly (readonly [string, string])[] {
  return [
    ...functions.map((name) => ['function', name] as const),
    ...messageLanguages.flatMap((language) => [
      [`subject.${language}`, subject[language] ?? ''] as const,
      [`text.${language}`, text[language] ?? ''] as const,
    ]),
  ];
}

/** One field of a form or an address, however often it stands there. */
export function listOf(value: unknown): readonly string[] {
  return [
    ...new Set([value ?? []].flat().filter((one): one is string => typeof one === 'string' && one !== '')),
  ];
}
