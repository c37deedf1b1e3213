import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { formOf, type FormDefinition } from '#libs/definitions';
import { DomainError } from '#libs/domain';
import { Accounts, LinkTokens, type Link } from '#libs/identity';
import { CaseViews, Handovers, UnsentForms, Visits, type UnsentSubject } from '#libs/persistence';
import type { Actor } from '../actor.js';
import { DefinitionLibrary } from '../definition-library.js';
import { isVisitId } from '../visits/visit-book.js';
import { UploadDocument } from './upload-document.js';

type Body = Readonly<Record<string, unknown>>;

/** The forms behind a link in which words can be lost; a visit's by its id. */
export type LinkForm = 'form' | 'more-time' | 'hand-over' | 'leave' | `visit ${string}`;

export interface PostedByLink {
  readonly form: LinkForm;
  readonly body: Body;
  readonly files: readonly PostedFile[];
}

export interface PostedFile {
  /** Key of the field it was chosen for. */
  readonly field: string;
  readonly name: string;
  /** Null where it was larger than a document may be. */
  readonly content: (() => Readable) | null;
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
    private readonly accounts: Accounts,
    private readonly handovers: Handovers,
    private readonly visits: Visits,
    private readonly views: CaseViews,
    private readonly library: DefinitionLibrary,
    private readonly unsent: UnsentForms,
    private readonly uploads: UploadDocument,
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
      (await this.isRenewable(link)) &&
      (await this.isOfCase(form, link));
    if (!isKept) return { status: 'shown', form: form === 'form' ? await this.formOf(link.item) : null };
    const { body, lost } = await this.withFiles(link, posted);
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

  /** Whether another one may be asked for: not of a visit, nor where the step was taken back. */
  private async isRenewable({ item, handover }: Link): Promise<boolean> {
    if (isVisitId(item)) return false;
    return handover === '' || (await this.handovers.get(handover))?.endedAt === null;
  }

  /** Visits are as many as there are; any other form is one of a few. */
  private async isOfCase(form: LinkForm, { reference }: Link): Promise<boolean> {
    const [, visit] = /^visit (.*)$/.exec(form) ?? [];
    if (visit === undefined) return true;
    return isVisitId(visit) && (await this.visits.get(visit))?.reference === reference;
  }

  private async formOf(item: string): Promise<FormDefinition | null> {
    const row = await this.views.item(item);
    const found = row && (await this.views.findCase(row.reference));
    return found ? (formOf(await this.library.of(found), row.key) ?? null) : null;
  }

  /** Files become drafts of the task, as behind a link that holds; what is refused there is named. */
  private async withFiles(
    link: Link,
    { body, files }: PostedByLink,
  ): Promise<{ readonly body: Body; readonly lost: readonly string[] }> {
    const viewer = files.length === 0 ? null : await this.accounts.viewer(link.person);
    if (!viewer) return { body, lost: files.map(({ name }) => name) };
    const { id, reference, item } = link;
    const via = link.via === '' ? null : link.via;
    const actor: Actor = {
      viewer,
      channel: via === null ? 'link' : 'copied-link',
      link: { id, reference, item, via, handover: link.handover || null, proven: false },
    };
    const kept = new Map<string, readonly unknown[]>();
    const lost: string[] = [];
    for (const { field, name, content } of files) {
      try {
        if (!content) throw new DomainError('invalid', 'document.too-large', name);
        const document = await this.uploads.execute(actor, { item, field, name, content: content() });
        kept.set(field, [...(kept.get(field) ?? [body[field] ?? []].flat()), document.id]);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        lost.push(name);
      }
    }
    return { body: { ...body, ...Object.fromEntries(kept) }, lost };
  }
}

/** A copied link and a mailed one of the same person lead to the same words. */
function subjectOf({ item, person, handover }: Link): UnsentSubject {
  return { item, person, handover };
}

function ofActive({ item, handover }: NonNullable<Actor['link']>, person: string): UnsentSubject {
  return { item, person, handover: handover ?? '' };
}
