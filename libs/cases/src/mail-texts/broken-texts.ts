import { Injectable } from '@nestjs/common';
import { programmesFor, type Viewer } from '#libs/identity';
import { lettersWith, sampleNames, textProblems, type TextKey } from '#libs/mail';
import { MailTextBook, Programmes, type Programme } from '#libs/persistence';
import { isLanguage, type Language } from '#libs/wording';
import { knownTexts } from './mail-text-view.js';
import { MailTexts } from './mail-texts.js';

/** A mail of which an own text can no longer be said: the standard one is sent in its place until somebody mends it. */
export interface BrokenLetter {
  readonly programme: Pick<Programme, 'code' | 'name'>;
  readonly language: Language;
  /** Mail on whose page the text is mended. */
  readonly letter: string;
  /** Every mail about cases says it. */
  readonly shared: boolean;
}

/** Texts that were looked at once are known: neither rules nor standard texts change while a process runs. */
const mostKnown = 5000;

/** Own texts that an update of the product has broken, for those who may mend them. They hold up no case, so no case has an incident of them. */
@Injectable()
export class BrokenTexts {
  private readonly known = new Map<string, boolean>();

  constructor(
    private readonly book: MailTextBook,
    private readonly programmes: Programmes,
    private readonly texts: MailTexts,
  ) {}

  /** One for each mail and language, programme by programme. */
  async of(viewer: Viewer): Promise<readonly BrokenLetter[]> {
    const rows = knownTexts(await this.book.own(programmesFor(viewer, 'edit-mail-texts')));
    const broken = rows.flatMap(({ programme, language, key, text }) =>
      isLanguage(language) && this.isBroken(language, key, text ?? '')
        ? [{ programme, language, ...letterOf(key) }]
        : [],
    );
    if (broken.length === 0) return [];
    const named = new Map((await this.programmes.list()).map((programme) => [programme.code, programme]));
    const letters = new Map<string, BrokenLetter>();
    for (const { programme: code, ...about } of broken) {
      const programme = named.get(code);
      if (programme) letters.set(JSON.stringify([code, about]), { programme, ...about });
    }
    return [...letters.values()];
  }

  private isBroken(language: Language, key: TextKey, text: string): boolean {
    const id = `${language} ${key} ${text}`;
    const isBroken =
      this.known.get(id) ?? textProblems(key, text, this.texts.standard(key, language)).length > 0;
    if (this.known.size >= mostKnown) this.known.clear();
    this.known.set(id, isBroken);
    return isBroken;
  }
}

function letterOf(key: TextKey): Pick<BrokenLetter, 'letter' | 'shared'> {
  const mails = lettersWith(key);
  return mails === 'every'
    ? { letter: sampleNames[0] ?? '', shared: true }
    : { letter: mails[0] ?? '', shared: false };
}
