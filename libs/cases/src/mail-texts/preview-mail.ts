import { Injectable } from '@nestjs/common';
import type { Viewer } from '#libs/identity';
import { textProblems, textsOfLetter, tidied, type TextKey, type TextProblem } from '#libs/mail';
import type { Language } from '#libs/wording';
import { CaseAccess } from '../case-access.js';
import { MailTexts } from './mail-texts.js';
import { SampleLetters, type SampleLetter } from './sample-letters.js';

/** A mail to be seen before its words are stored. */
export interface WantedPreview {
  readonly language: Language;
  readonly letter: string;
  /** In place of what is stored. */
  readonly texts: ReadonlyMap<TextKey, string>;
}

/** The mail, or what keeps its texts from being said. */
export type PreviewAnswer =
  | { readonly status: 'written'; readonly letter: SampleLetter }
  | {
      readonly status: 'refused';
      readonly problems: ReadonlyMap<TextKey, readonly TextProblem[]>;
      /** Texts that another mail says. */
      readonly elsewhere: readonly TextKey[];
    };

/** Shows a mail as its reader gets it, in words that nobody has stored yet; nothing is stored by it. */
@Injectable()
export class PreviewMail {
  constructor(
    private readonly access: CaseAccess,
    private readonly texts: MailTexts,
    private readonly letters: SampleLetters,
  ) {}

  /** Throws `action.forbidden`, and `mail.unknown` for a name that no mail has. */
  async execute(viewer: Viewer, programme: string, wanted: WantedPreview): Promise<PreviewAnswer> {
    const { language, letter, texts } = wanted;
    if (texts.size > 0) this.access.programme(viewer, 'edit-mail-texts', programme);
    const tried = new Map([...texts].map(([key, text]) => [key, tidied(key, text)] as const));
    const problems = new Map(
      [...tried].flatMap(([key, text]) => {
        const found = this.problemsOf(key, text, language);
        return found.length === 0 ? [] : [[key, found] as const];
      }),
    );
    const said = textsOfLetter(letter);
    const elsewhere = [...tried.keys()].filter((key) => !said.includes(key));
    if (problems.size + elsewhere.length > 0) return { status: 'refused', problems, elsewhere };
    return {
      status: 'written',
      letter: await this.letters.letter(viewer, programme, language, letter, tried),
    };
  }

  private problemsOf(key: TextKey, text: string, language: Language): readonly TextProblem[] {
    const standard = this.texts.standard(key, language);
    return text === standard.standard ? [] : textProblems(key, text, standard);
  }
}
