import { Document, Link, Page, Text, View, type DocumentProps } from '@react-pdf/renderer';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import { dayIn, dayText, directionOf, listText, moneyText } from '#libs/wording';
import { drawable } from './drawable.js';
import type { AttestationFacts } from './facts.js';
import { styles, widths, type Style } from './styles.js';
import { wordsIn, type Words } from './words.js';

/** What every part of the page is drawn with. */
interface Pen {
  readonly facts: AttestationFacts;
  readonly say: Words;
  readonly isRtl: boolean;
  /** Words in a style; each piece has to be told its direction. */
  readonly text: (style: Style, words: string) => ReactElement;
  /** `5 mars 2027`, in the programme's zone. */
  readonly day: (at: number) => string;
  readonly money: (amount: number) => string;
}

/** The whole document: a page to frame, in whichever direction its language is read. A sign is drawn in the first font that has it. */
export function attestationPage(facts: AttestationFacts, fontFamily: string[]): ReactElement<DocumentProps> {
  const { language, timeZone, currency, organisation, reference, programme, completedAt } = facts;
  const direction = directionOf(language);
  const say = wordsIn(language);
  const pen: Pen = {
    facts,
    say,
    isRtl: direction === 'rtl',
    text: (style, words) =>
      h(Text, { style: { direction, fontSize: 10, lineHeight: 1.3, ...style } }, drawable(words, direction)),
    day: (at) => dayText(language, dayIn(timeZone, at)),
    money: (amount) => moneyText(language, amount, currency),
  };
  const about: DocumentProps = {
    title: `${say('title')} · ${organisation}`,
    subject: reference,
    author: programme,
    creator: 'Parcours',
    producer: 'Parcours',
    language,
    // Of what it attests, not of this copy: the same facts are the same bytes.
    creationDate: new Date(completedAt),
  };
  const page = { ...styles.page, fontFamily };
  return h(
    Document,
    about,
    h(
      Page,
      { size: 'A4', orientation: 'landscape', style: page },
      h(View, { style: styles.frame, fixed: true }),
      h(View, { style: styles.innerFrame, fixed: true }),
      heading(pen),
      lists(pen),
      foot(pen),
    ),
  );
}

/** Who attests what of whom. */
function heading({ facts, say, day, text }: Pen): ReactElement {
  const { programme, organisation, path, outcome, enrolledAt, completedAt } = facts;
  return h(
    View,
    { style: styles.heading },
    text(styles.programme, programme),
    text(styles.title, say('title')),
    h(View, { style: styles.rule }),
    text(styles.line, say('certifies')),
    text(styles.organisation, organisation),
    text(styles.line, say('followed', { from: day(enrolledAt), to: day(completedAt) })),
    text(styles.path, path),
    text(styles.outcome, say('outcome', { outcome })),
  );
}

/** What was done on the way, and what is in place now. */
function lists(pen: Pen): ReactElement {
  const { facts, say, isRtl, day } = pen;
  const rows = facts.stages.map(({ title, leftAt }) => [title, leftAt === null ? '' : day(leftAt)] as const);
  const measures = facts.measures.length === 0 ? [] : [measureColumn(pen)];
  return h(View, { style: inRow(styles.columns, isRtl) }, column(pen, say('stages'), rows), ...measures);
}

function measureColumn(pen: Pen): ReactElement {
  const { facts, say, money, text } = pen;
  const rows = facts.measures.map(({ title, yearlySaving: saving }) => {
    return [title, saving === null ? '' : say('a-year', { amount: money(saving) })] as const;
  });
  const savings = facts.measures.flatMap(({ yearlySaving }) => yearlySaving ?? []);
  const amount = money(savings.reduce((sum, saving) => sum + saving, 0));
  // Of a single one it would say the same twice.
  const total = savings.length > 1 ? text(styles.total, say('saving', { amount })) : null;
  return column(pen, say('measures'), rows, total);
}

function column(
  { isRtl, text }: Pen,
  title: string,
  rows: readonly (readonly [string, string])[],
  last: ReactNode = null,
): ReactElement {
  return h(
    View,
    { style: { width: widths.column } },
    text(styles.columnTitle, title),
    ...rows.map(([name, value]) =>
      h(
        View,
        { style: inRow(styles.row, isRtl), wrap: false },
        text({ width: widths.name }, name),
        text({ ...styles.value, width: widths.value, textAlign: isRtl ? 'left' : 'right' }, value),
      ),
    ),
    last,
  );
}

/** Who carries the programme, the number, and how the paper is checked. */
function foot({ facts, say, isRtl, text }: Pen): ReactElement {
  const { language, partners, reference, code, checkUrl } = facts;
  return h(
    View,
    { style: styles.foot, wrap: false },
    partners.length === 0
      ? null
      : text(styles.partners, say('partners', { partners: listText(language, partners) })),
    h(
      View,
      { style: inRow(styles.marks, isRtl) },
      text(styles.mark, say('number', { reference })),
      text(styles.mark, say('code', { code })),
    ),
    h(
      View,
      { style: inRow(styles.marks, isRtl) },
      text(styles.mark, say('check')),
      // An address runs from left to right in every language.
      h(Link, { src: checkUrl, style: styles.address }, checkUrl),
    ),
  );
}

/** A row begins where its language does. */
function inRow<T extends object>(
  style: T,
  isRtl: boolean,
): T & { readonly flexDirection: 'row' | 'row-reverse' } {
  return { ...style, flexDirection: isRtl ? 'row-reverse' : 'row' };
}
