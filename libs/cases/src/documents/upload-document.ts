import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { fileKinds, formOf, type FileKind } from '#libs/definitions';
import { DocumentStore, kindsOf } from '#libs/documents';
import { DomainError } from '#libs/domain';
import { may, mayActOn } from '#libs/identity';
import { Documents } from '#libs/persistence';
import { refusalFor } from '../acting/refusals.js';
import type { Actor } from '../actor.js';
import { CaseAccess, type ItemInCase } from '../case-access.js';
import { DefinitionLibrary } from '../definition-library.js';
import { documentView } from './document-view.js';
import type { DocumentView } from '../queries/views.js';

export interface UploadDocumentInput {
  /** Task id. */
  readonly item: string;
  /** Key of a `files` field of its form, or `filedDocuments`. */
  readonly field: string;
  readonly name: string;
  readonly content: Readable | Uint8Array;
}

/** Name of the field under which papers stand that no form asked for: sources of a transcription, what arrived outside. */
export const filedDocuments = '_filed';

/** Drafts one item may hold: more than any form asks for, few enough that nobody fills the disk. */
const mostDrafts = 60;

/** Keeps an upload as a draft until an act lists it. The same file for the same field is kept once. */
@Injectable()
export class UploadDocument {
  constructor(
    private readonly access: CaseAccess,
    private readonly library: DefinitionLibrary,
    private readonly store: DocumentStore,
    private readonly documents: Documents,
  ) {}

  async execute(actor: Actor, { item, field, name, content }: UploadDocumentInput): Promise<DocumentView> {
    const found = await this.access.itemToActOn(actor, item, 'task');
    requireUploader(actor, found, field);
    // Papers join the file of a task also when it is done.
    if (found.item.status !== 'open' && field !== filedDocuments) throw refusalFor('task.not-open', item);
    const accept = await this.accepted(found, field);
    const earlier = (await this.documents.ofItem(item)).filter(({ seq }) => seq === null);
    if (earlier.length >= mostDrafts) throw new DomainError('conflict', 'document.too-many', item);
    const file = await this.store.put(content, name);
    if (!kindsOf(file.mediaType).some((kind) => accept.includes(kind)))
      throw new DomainError('invalid', 'document.kind-refused', name, {
        hint: `Accepted here: ${accept.join(', ')}.`,
      });
    const same = earlier.find((row) => row.sha256 === file.sha256 && row.field === field);
    if (same) return documentView(same);
    const row = await this.documents.add({
      id: randomUUID(),
      reference: found.case.reference,
      item,
      field,
      name: cleanName(name),
      person: actor.viewer.person,
      ...file,
    });
    return documentView(row);
  }

  private async accepted({ item, case: pinned }: ItemInCase, key: string): Promise<readonly FileKind[]> {
    if (key === filedDocuments) return fileKinds;
    const form = formOf(await this.library.of(pinned), item.key);
    const field = form?.fields.find((candidate) => candidate.key === key);
    if (field?.type !== 'files') throw new DomainError('invalid', 'document.field-unknown', key);
    return field.accept;
  }
}

/** Whoever may hand the task in, or take it down for its contact; papers that no form asks for are filed by the programme. */
export function requireUploader(actor: Actor, { item, case: row }: ItemInCase, field: string): void {
  const { viewer } = actor;
  const files = actor.link === null && field === filedDocuments && may(viewer, 'file-documents', row);
  if (files) return;
  const transcribes =
    actor.link === null &&
    item.parties.every((party) => 'contact' in party) &&
    may(viewer, 'transcribe', row);
  if (field === filedDocuments || !(transcribes || mayActOn(item, row, viewer)))
    throw refusalFor('actor.not-assigned', item.id);
}

/** The last part of a path, without control characters: browsers of old send whole paths. */
export function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  const clean = last.replace(/[\u0000-\u001f\u007f]/g, '').trim();
  return clean === '' ? 'document' : clean.slice(0, 200);
}
