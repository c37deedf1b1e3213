import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import type { TextKey, TextProblem } from '#libs/mail';
import { MailTextBook, Programmes } from '#libs/persistence';
import type { Language } from '#libs/wording';
import { CaseAccess } from '../case-access.js';
import { MailTexts } from './mail-texts.js';
import { planTexts, type WantedText } from './plan-texts.js';

/** Stored, or what stands against it: nothing is stored then. */
export type MailTextsAnswer =
  | { readonly status: 'stored'; readonly changed: number }
  | {
      readonly status: 'refused';
      readonly problems: ReadonlyMap<TextKey, readonly TextProblem[]>;
      /** Changed by somebody else since the person saw them. */
      readonly stale: readonly TextKey[];
    };

/** Lets a programme's coordinators say its mail in their own words. What was sent or stored for sending stays as it is. */
@Injectable()
export class ChangeMailTexts {
  constructor(
    private readonly access: CaseAccess,
    private readonly programmes: Programmes,
    private readonly book: MailTextBook,
    private readonly texts: MailTexts,
    private readonly clock: CaseClock,
  ) {}

  /** All of them or none. Throws `action.forbidden` or `programme.unknown`. */
  async execute(
    viewer: Viewer,
    programme: string,
    language: Language,
    wanted: readonly WantedText[],
  ): Promise<MailTextsAnswer> {
    this.access.programme(viewer, 'edit-mail-texts', programme);
    if (!(await this.programmes.get(programme)))
      throw new DomainError('not-found', 'programme.unknown', programme);
    const keys = wanted.map(({ key }) => key);
    const earlier = await this.book.history(programme, language, keys);
    const { problems, stale, changes } = planTexts(wanted, earlier, (key) =>
      this.texts.standard(key, language),
    );
    if (problems.size > 0 || stale.length > 0) return { status: 'refused', problems, stale };
    const [person, at] = [viewer.person, this.clock.now()];
    const rows = changes.map((change) => ({ ...change, programme, language, person, at }));
    // Who saves in the same moment was first: their text is now to be seen.
    if (!(await this.book.add(rows))) return this.execute(viewer, programme, language, wanted);
    return { status: 'stored', changed: rows.length };
  }

  /** What would keep the texts from being stored; nothing is. */
  async check(
    viewer: Viewer,
    programme: string,
    language: Language,
    wanted: readonly WantedText[],
  ): Promise<ReadonlyMap<TextKey, readonly TextProblem[]>> {
    this.access.programme(viewer, 'edit-mail-texts', programme);
    const earlier = await this.book.history(
      programme,
      language,
      wanted.map(({ key }) => key),
    );
    return planTexts(wanted, earlier, (key) => this.texts.standard(key, language)).problems;
  }
}
