import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { Documents } from '#libs/persistence';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { FileDocuments } from './file-documents.js';
import { filedDocuments, requireUploader } from './upload-document.js';

export interface FileFromCommentInput {
  /** Id of a file that came with a comment. */
  readonly document: string;
  /** Task of the same case. */
  readonly task: string;
}

/** Puts what came with a comment, by mail perhaps, into a task's file: an act, where the comment is none. */
@Injectable()
export class FileFromComment {
  constructor(
    private readonly access: CaseAccess,
    private readonly documents: Documents,
    private readonly filing: FileDocuments,
  ) {}

  async execute(actor: Actor, { document, task }: FileFromCommentInput, key: string): Promise<Acted> {
    const found = await this.access.itemToActOn(actor, task, 'task');
    requireUploader(actor, found, filedDocuments);
    const { reference } = await this.access.caseToActOn(actor, 'comment', found.case.reference);
    const row = await this.documents.get(document);
    if (row?.reference !== reference || row.comment === null)
      throw new DomainError('not-found', 'document.unknown', document);
    const earlier = (await this.documents.ofItem(task)).find(
      ({ sha256, field }) => sha256 === row.sha256 && field === filedDocuments,
    );
    const { sha256, name, mediaType, size } = row;
    const filed =
      earlier ??
      (await this.documents.add({
        ...{ id: randomUUID(), reference, item: task, field: filedDocuments },
        ...{ sha256, name, mediaType, size, person: actor.viewer.person },
      }));
    return this.filing.execute(actor, { task, documents: [filed.id] }, key);
  }
}
