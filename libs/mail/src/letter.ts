/** What a mail says, before it is HTML or text; every string is plain text in the recipient's language. */
export interface Letter {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly subject: string;
  /** What lists of mails show after the subject. */
  readonly preview: string;
  /** Programme's name, above everything. */
  readonly programme: string;
  /** Short line above the heading, e.g. "Reminder 2 of 4"; `late` colours it. */
  readonly notice: { readonly text: string; readonly late: boolean } | null;
  readonly heading: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly LetterFact[];
  /** Someone's own words, kept as typed. */
  readonly quote: { readonly lead: string; readonly words: string; readonly by: string | null } | null;
  /** Groups of things to see to, each under a heading of its own. */
  readonly sections: readonly LetterSection[];
  readonly list: { readonly lead: string; readonly entries: readonly string[] } | null;
  readonly button: { readonly label: string; readonly url: string } | null;
  /** Below the button. */
  readonly remarks: readonly string[];
  readonly regards: string;
  /** Name, function, phone, address of the coordinator. */
  readonly signature: readonly string[];
  readonly footer: readonly string[];
  /** Where the recipient chooses how to be written to; stands at the very end. */
  readonly choice: { readonly label: string; readonly url: string } | null;
}

export interface LetterFact {
  readonly label: string;
  readonly value: string;
  /** Both on one line, punctuated as the language does. */
  readonly line: string;
}

export interface LetterSection {
  readonly heading: string;
  /** Said of the whole group. */
  readonly lines: readonly string[];
  readonly entries: readonly LetterEntry[];
}

export interface LetterEntry {
  readonly title: string;
  readonly lines: readonly string[];
  /** Colours the lines. */
  readonly late: boolean;
  readonly link: { readonly label: string; readonly url: string } | null;
}
