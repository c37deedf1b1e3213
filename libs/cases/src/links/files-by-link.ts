import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { Accounts, type Link } from '#libs/identity';
import type { Actor } from '../actor.js';
import { UploadDocument } from '../documents/upload-document.js';

type Body = Readonly<Record<string, unknown>>;

export interface PostedFile {
  /** Key of the field it was chosen for. */
  readonly field: string;
  readonly name: string;
  /** Null where it was larger than a document may be. */
  readonly content: (() => Readable) | null;
}

/** Keeps files that were chosen behind a link as drafts of its task, also where the link is over by now. */
@Injectable()
export class FilesByLink {
  constructor(
    private readonly accounts: Accounts,
    private readonly uploads: UploadDocument,
  ) {}

  /** The body with the ids of what was kept; what is refused behind a link that holds is refused here, and named. */
  async keep(
    link: Link,
    { body, files }: { readonly body: Body; readonly files: readonly PostedFile[] },
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
