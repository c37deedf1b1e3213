import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { mayInProgramme, programmesFor, type Viewer } from '#libs/identity';
import { Messages, textKeys, textsOfLetter, type TextKey } from '#libs/mail';
import { MailTextBook, Programmes, type Programme } from '#libs/persistence';
import { isLanguage, type Language } from '#libs/wording';
import { CasePresenter } from '../queries/presenter.js';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';
import {
  knownTexts,
  mailTextView,
  type MailTextChange,
  type MailTextView,
  type StandardText,
} from './mail-text-view.js';

/** The words of a programme's mail: what the product says, and what the programme says instead. */
@Injectable()
export class MailTexts {
  private readonly messages = new Messages();
  private readonly host: string;

  constructor(
    private readonly programmes: Programmes,
    private readonly book: MailTextBook,
    private readonly presenter: CasePresenter,
    @Inject(CASES_OPTIONS) { publicUrl }: Pick<CasesOptions, 'publicUrl'>,
  ) {
    this.host = new URL(publicUrl).host;
  }

  /** Programmes whose mail the viewer may read, by code. */
  async programmesOf(viewer: Viewer): Promise<readonly Programme[]> {
    const reach = programmesFor(viewer, 'view-mails');
    const all = await this.programmes.list();
    return reach === 'every' ? all : all.filter(({ code }) => reach.includes(code));
  }

  /** In the order of a case's life; those of one mail, as they are read in it, where it is named. */
  async list(
    viewer: Viewer,
    programme: string,
    language: Language,
    letter?: string,
  ): Promise<readonly MailTextView[]> {
    await this.programme(viewer, programme);
    const rows = (await this.book.ofProgramme(programme)).filter((row) => row.language === language);
    const keys = letter === undefined ? textKeys : textsOfLetter(letter);
    return keys.map((key) =>
      mailTextView(
        key,
        this.standard(key, language),
        rows.find((row) => row.key === key),
      ),
    );
  }

  /** One of them. */
  async get(viewer: Viewer, programme: string, language: Language, key: TextKey): Promise<MailTextView> {
    await this.programme(viewer, programme);
    const rows = await this.book.ofProgramme(programme);
    const last = rows.find((row) => row.language === language && row.key === key);
    return mailTextView(key, this.standard(key, language), last);
  }

  /** What the programme says in its own words, in every language. */
  async own(viewer: Viewer, programme: string): Promise<readonly MailTextView[]> {
    await this.programme(viewer, programme);
    return knownTexts(await this.book.ofProgramme(programme))
      .flatMap((row) =>
        isLanguage(row.language) ? [mailTextView(row.key, this.standard(row.key, row.language), row)] : [],
      )
      .filter(({ own }) => own);
  }

  /** Who changed what, newest first. */
  async history(
    viewer: Viewer,
    programme: string,
    language: Language,
    keys: readonly TextKey[],
  ): Promise<readonly MailTextChange[]> {
    await this.programme(viewer, programme);
    const rows = knownTexts(await this.book.history(programme, language, keys));
    const names = await this.presenter.names(rows.map(({ person }) => person));
    return rows.map(({ key, version, text, person, at }) => ({
      ...{ key, version, text, person, at },
      personName: names.get(person) ?? person,
    }));
  }

  /** What a text is measured against in a language. */
  standard(key: TextKey, language: Language): StandardText {
    return { language, host: this.host, standard: this.messages.source(language, key) };
  }

  private async programme(viewer: Viewer, code: string): Promise<void> {
    if (!mayInProgramme(viewer, 'view-mails', code))
      throw new DomainError('forbidden', 'action.forbidden', 'view-mails');
    if (!(await this.programmes.get(code))) throw new DomainError('not-found', 'programme.unknown', code);
  }
}
