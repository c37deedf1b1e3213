import type { Letter, LetterSection } from './letter.js';

const width = 72;

/** The plain-text part, written from the same letter as the HTML: it stands alone, link and due date included. */
export function letterText(letter: Letter): string {
  const blocks: (string | null)[] = [
    letter.notice === null ? null : `(${letter.notice.text})`,
    wrap(letter.heading) + '\n' + '-'.repeat(Math.min(width, letter.heading.length)),
    letter.greeting,
    ...letter.paragraphs.map((paragraph) => wrap(paragraph)),
    letter.facts.map(({ line }) => wrap(line, '', '  ')).join('\n'),
    ...letter.sections.flatMap(sectionBlocks),
    letter.quote && quoted(letter.quote),
    letter.list &&
      [wrap(letter.list.lead), ...letter.list.entries.map((entry) => wrap(entry, '- ', '  '))].join('\n'),
    // On a line of its own and never wrapped, so that every mail reader makes a link of it.
    letter.button && `${letter.button.label}\n${letter.button.url}`,
    ...letter.remarks.map((remark) => wrap(remark)),
    [letter.regards, ...letter.signature].join('\n'),
    [
      '-- ',
      ...letter.footer.map((line) => wrap(line)),
      ...(letter.choice ? [letter.choice.label, letter.choice.url] : []),
    ].join('\n'),
  ];
  return blocks.filter((block) => block !== null && block !== '').join('\n\n') + '\n';
}

function sectionBlocks({ heading, lines, entries }: LetterSection): readonly string[] {
  const blocks = entries.map(({ title, lines: about, link }) =>
    [
      wrap(title, '* ', '  '),
      ...about.map((line) => wrap(line, '  ', '  ')),
      ...(link ? [`  ${link.label}`, `  ${link.url}`] : []),
    ].join('\n'),
  );
  return [[heading.toUpperCase(), ...lines.map((line) => wrap(line))].join('\n'), ...blocks];
}

function quoted({ lead, words, by }: NonNullable<Letter['quote']>): string {
  const lines = words.split(/\r?\n/).map((line) => wrap(line, '> ', '> '));
  return [wrap(lead), ...lines, ...(by === null ? [] : [`(${by})`])].join('\n');
}

/** Breaks at spaces only; a word longer than the line stays whole. */
function wrap(text: string, first = '', rest = ''): string {
  return text
    .split('\n')
    .map((paragraph) => {
      const lines: string[] = [];
      let line = first;
      let empty = true;
      for (const word of paragraph.split(/[ \t]+/)) {
        if (!empty && line.length + 1 + word.length > width) {
          lines.push(line);
          line = rest;
          empty = true;
        }
        line += empty ? word : ` ${word}`;
        empty = false;
      }
      return [...lines, line].join('\n');
    })
    .join('\n');
}
