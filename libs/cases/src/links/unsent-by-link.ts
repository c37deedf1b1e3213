import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import type { FormDefinition } from '#libs/definitions';
import { LinkTokens, type Link } from '#libs/identity';
import { UnsentForms, type UnsentSubject } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { FilesByLink, type PostedFile } from './files-by-link.js';
import { LinkForms, type LinkForm } from './link-forms.js';

type Body = Readonly<Record<string, unknown>>;

export interface PostedByLink {
  readonly form: LinkForm;
  readonly body: Body;
  readonly files: readonly PostedFile[];
}

/** What became of it. What is not kept has to be shown back, with the form that names its fields. */
export type KeptAnswer =
  | {
      readonly status: 'kept';
      /** Names of files that could not be kept. */
      readonly lost: readonly string[];
    }
  | { readonly status: 'shown'; readonly form: FormDefinition | null };

/** What waits to be shown on its page again. */
export interface UnsentPage {
  readonly form: LinkForm;
  readonly body: Body;
}

/** More than anybody types, and little enough to keep for everybody. */
const longestBody = 256 * 1024;

/**
 * Keeps what was typed behind a link until it is over, for the next link of the same person: beside the case, shown there and acted
 * on only when it is sent again. A token that we never made keeps nothing.
 */
@Injectable()
export class UnsentByLink {
  constructor(
    private readonly links: LinkTokens,
    private readonly forms: LinkForms,
    private readonly files: FilesByLink,
    private readonly unsent: UnsentForms,
    private readonly clock: CaseClock,
  ) {}

  /** To be called for pages of ours alone, after the seal of their form. */
  async keep(token: string, posted: PostedByLink): Promise<KeptAnswer> {
    const at = this.clock.now();
    const { form } = posted;
    const { status, link } = await this.links.verify(token, at);
    if (status === 'unknown') return { status: 'shown', form: null };
    const isKept =
      status === 'expired' &&
      JSON.stringify(posted.body).length <= longestBody &&
      (await this.forms.mayWait(form, link));
    if (!isKept)
      return { status: 'shown', form: form === 'form' ? await this.forms.formOf(link.item) : null };
    const { body, lost } = await this.files.keep(link, posted);
    await this.unsent.keep({ ...subjectOf(link), reference: link.reference, form, body, at });
    return { status: 'kept', lost };
  }

  /** Whether something waits for the link that would come in the place of this one. Reads only. */
  async waits(token: string): Promise<boolean> {
    const { status, link } = await this.links.verify(token, this.clock.now());
    return status === 'expired' && (await this.unsent.of(subjectOf(link))).length > 0;
  }

  /** What waits to be shown behind the actor's link. Reads only. */
  async of({ link, viewer }: Actor): Promise<readonly UnsentPage[]> {
    if (link === null) return [];
    const found = await this.unsent.of(ofActive(link, viewer.person));
    return found.map(({ form, body }) => ({ form: form as LinkForm, body }));
  }

  /** It was sent again, or stands in the draft by now. */
  async discard({ link, viewer }: Actor, form: LinkForm): Promise<void> {
    if (link !== null) await this.unsent.discard(ofActive(link, viewer.person), form);
  }
}

/** A copied link and a mailed one of the same person lead to the same words. */
function subjectOf({ item, person, handover }: Link): UnsentSubject {
  return { item, person, handover };
}

function ofActive({ item, handover }: NonNullable<Actor['link']>, person: string): UnsentSubject {
  return { item, person, handover: handover ?? '' };
}
