import { Injectable } from '@nestjs/common';
import { formOf, textsOf } from '#libs/definitions';
import type { Actor } from '../actor.js';
import { offeredRows } from '../case-answers.js';
import { itemViewFor } from './disclosure.js';
import { ItemGround } from './item-ground.js';
import { ItemPapers } from './item-papers.js';
import { ItemSurroundings } from './item-surroundings.js';
import { ItemWords } from './item-words.js';
import { ItemWork } from './item-work.js';
import type { ItemView } from './views.js';

/** The page of one task or approval, for a signed-in viewer or a link. Changes nothing (I2). */
@Injectable()
export class ItemQueries {
  constructor(
    private readonly ground: ItemGround,
    private readonly words: ItemWords,
    private readonly work: ItemWork,
    private readonly papers: ItemPapers,
    private readonly surroundings: ItemSurroundings,
  ) {}

  async itemView(actor: Actor, id: string): Promise<ItemView> {
    const ground = await this.ground.of(actor, id);
    const { found, definition, latest, reader } = ground;
    const { key } = found.item;
    const { language } = actor.viewer;
    const [words, surroundings] = await Promise.all([
      this.words.of(actor, ground),
      this.surroundings.of(actor.viewer, ground),
    ]);
    const work = await this.work.of(actor, words.item, ground);
    const seesDrafts = words.item.mayAct || work.may.transcribe || work.may.fileDocuments;
    const returnedAt = work.returned.find(({ outcome }) => outcome === 'return')?.at ?? null;
    const [documents, prerequisites] = await Promise.all([
      this.papers.ofItem(id, latest.get(key), seesDrafts),
      this.papers.prerequisites(found.item, definition, latest, { language, returnedAt }),
    ]);
    const view: ItemView = {
      ...words,
      ...surroundings,
      ...work,
      documents,
      prerequisites,
      help: textsOf(definition, key, language).help,
      form: formOf(definition, key) ?? null,
      sourceRows: offeredRows(definition, key, (of) => latest.get(of)?.answers),
    };
    return itemViewFor({ reader, definition }, view);
  }
}
