import mjml2html from 'mjml';
import { entryLine, entryLink, factRow, layout, quoteAuthor, signatureLine } from './letter-layout.js';
import type { Letter, LetterEntry } from './letter.js';

/** The compiled layout of one direction: what stands before the pieces, the pieces by name, what stands after. */
interface Compiled {
  readonly before: string;
  readonly after: string;
  readonly pieces: ReadonlyMap<string, string>;
}

const compiled = new Map<string, Promise<Compiled>>();

/** The HTML part. Every word of the letter is escaped; nothing is loaded from elsewhere and nothing tracks. */
export async function letterHtml(letter: Letter): Promise<string> {
  let parts = compiled.get(letter.direction);
  if (!parts) compiled.set(letter.direction, (parts = compile(letter.direction)));
  const { before, after, pieces } = await parts;
  const put = (name: string, values: Values = {}): string => {
    const piece = pieces.get(name);
    if (piece === undefined) throw new Error(`The mail layout has no piece "${name}".`);
    return fill(piece, values);
  };
  const say = (name: string, words: string): string => put(name, { text: prose(words) });

  const [name = '', ...about] = letter.signature;
  const body = [
    letter.notice ? say(letter.notice.late ? 'late' : 'notice', letter.notice.text) : '',
    say('heading', letter.heading),
    say('paragraph', letter.greeting),
    ...letter.paragraphs.map((paragraph) => say('paragraph', paragraph)),
    ...(letter.quote ? [say('lead', letter.quote.lead), put('quote', quoteValues(letter.quote))] : []),
    letter.facts.length === 0
      ? ''
      : put('facts', {
          rows: each(letter.facts, ({ label, value }) =>
            fill(factRow, { label: html(label), value: html(value) }),
          ),
        }),
    letter.button ? put('button', { url: html(letter.button.url), label: html(letter.button.label) }) : '',
    ...letter.sections.flatMap(({ heading, lines, entries }) => [
      say('section', heading),
      ...lines.map((line) => say('remark', line)),
      ...entries.map((entry) => put('entry', entryValues(entry))),
      put('gap'),
    ]),
    ...(letter.list
      ? [say('lead', letter.list.lead), ...letter.list.entries.map((entry) => say('item', entry)), put('gap')]
      : []),
    ...letter.remarks.map((remark) => say('remark', remark)),
    put('signature', {
      ...{ regards: html(letter.regards), name: html(name) },
      about: each(about, (text) => fill(signatureLine, { text: html(text) })),
    }),
  ].join('\n');

  const values = {
    language: html(letter.language),
    subject: html(letter.subject),
    preview: html(letter.preview),
    programme: html(letter.programme),
    footer: [...letter.footer.map(html), ...(letter.choice ? [choiceLink(letter.choice)] : [])].join(
      '<br /><br />',
    ),
  };
  return fill(before, values) + body + fill(after, values);
}

/** In the colour of the words around it, light or dark. */
function choiceLink({ label, url }: NonNullable<Letter['choice']>): string {
  return `<a href="${html(url)}" style="color:inherit">${html(label)}</a>`;
}

function entryValues({ title, lines, late, link }: LetterEntry): Values {
  return {
    title: html(title),
    lines: each(lines, (text, index) =>
      fill(late && index === 0 ? entryLine.late : entryLine.usual, { text: prose(text) }),
    ),
    link: link ? fill(entryLink, { url: html(link.url), label: html(link.label) }) : '',
  };
}

function each<T>(list: readonly T[], write: (one: T, index: number) => string): string {
  return list.map(write).join('');
}

function quoteValues({ words, by }: NonNullable<Letter['quote']>): Values {
  return { text: prose(words), by: by === null ? '' : fill(quoteAuthor, { name: html(by) }) };
}

async function compile(direction: 'ltr' | 'rtl'): Promise<Compiled> {
  const { html: whole, errors } = await mjml2html(layout(direction), { validationLevel: 'soft' });
  if (errors.length > 0)
    throw new Error(`The mail layout: ${errors.map((e) => e.formattedMessage).join('; ')}`);
  const pieces = new Map<string, string>();
  for (const [, name = '', piece = ''] of whole.matchAll(/<!--piece:(\w+)-->([^]*?)<!--\/piece:\1-->/g))
    pieces.set(name, piece);
  const before = whole.slice(0, whole.indexOf('<!--piece:'));
  const lastMark = whole.lastIndexOf('<!--/piece:');
  const after = whole.slice(whole.indexOf('-->', lastMark) + '-->'.length);
  return { before, after, pieces };
}

type Values = Readonly<Record<string, string>>;

/** Fills `{{name}}` in one pass, so that a value which itself looks like a mark stays as it is. */
function fill(template: string, values: Values): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}

/** Words to read: a case's reference stays on one line, or a narrow screen would break it at a hyphen. */
function prose(words: string): string {
  return html(words).replace(
    /\b[A-Z]{2,}(?:-[A-Z]+)+-\d{4}-\d{4}\b/g,
    '<span style="white-space:nowrap">$&</span>',
  );
}

function html(words: string): string {
  return words
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
    .replace(/\r?\n/g, '<br />');
}
