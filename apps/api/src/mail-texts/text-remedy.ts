import type { TextProblem } from '#libs/mail';

const remedies: Readonly<Record<TextProblem['code'], string>> = {
  empty: 'Write a text, or delete it to go back to the standard one.',
  'too-long': 'It has {length} characters: shorten it to {most}.',
  'unreadable-signs': 'It holds control characters: type it anew.',
  html: 'Mail texts are plain: leave out tags and entities such as <b> or &nbsp;.',
  link: 'It leads to another site, {link}: leave that out. The mail has its own button.',
  braces:
    'It is no ICU message near “{near}”: every { needs its }, and nothing but a value stands between them.',
  'unknown-value': 'Nothing is called {name} here: see `values`.',
  'missing-value': 'Put {name} back: without it the mail does not say what it is about.',
  'wrong-form': 'Write {name} as {ways}.',
  'lacking-form': 'The choice by {name} lacks the forms {forms} of this language.',
};

/** What to do about it, for a program's author. */
export function textRemedy({ code, values }: TextProblem): string {
  return remedies[code].replaceAll(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));
}
