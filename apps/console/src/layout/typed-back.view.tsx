import type { ComponentChildren } from 'preact';
import type { Speech } from '../text/messages.js';

/** What somebody typed where no form is left to show it in: to be read, and copied. */
export function TypedBack({
  how,
  speech,
  children,
}: {
  /** What to do with it: call whom the page names, or copy it. */
  readonly how: 'call' | 'copy';
  readonly speech: Speech;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="callout info">
      <h2>{speech.say('late.typed')}</h2>
      <p>{speech.say(`late.${how}`)}</p>
      {children}
    </section>
  );
}

/** Its words as they came, where nothing says what each of them answers. */
export function TypedLines({ words }: { readonly words: readonly string[] }) {
  return (
    <>
      {words.map((line, index) => (
        <blockquote key={index} dir="auto">
          {line}
        </blockquote>
      ))}
    </>
  );
}
