import { Injectable } from '@nestjs/common';
import { DomainError, type ItemRow } from '#libs/domain';
import { may, mayInProgramme, mayView, mayViewItem, type Action, type Viewer } from '#libs/identity';
import { CaseViews, type CaseListRow } from '#libs/persistence';
import type { Actor } from './actor.js';
import { opensItem, Readers } from './readers.js';

/** An item with the case it belongs to. */
export interface ItemInCase {
  readonly item: ItemRow;
  readonly case: CaseListRow;
}

/** The first line of every use case and query: loads what is spoken of and asks the policy. */
@Injectable()
export class CaseAccess {
  constructor(
    private readonly views: CaseViews,
    private readonly readers: Readers,
  ) {}

  /** Throws `case.unknown` also for a case the viewer may not see, and `action.forbidden` for what a role does not cover. */
  async case(viewer: Viewer, action: Action, reference: string): Promise<CaseListRow> {
    const found = await this.views.findCase(reference);
    if (!found || !mayView(found, viewer)) throw new DomainError('not-found', 'case.unknown', reference);
    if (!may(viewer, action, found)) throw new DomainError('forbidden', 'action.forbidden', action);
    return found;
  }

  /** The same for an act: a link acts on its item and nothing else. */
  async caseToActOn(actor: Actor, action: Action, reference: string): Promise<CaseListRow> {
    if (actor.link) throw new DomainError('forbidden', 'link.other-item', reference);
    return this.case(actor.viewer, action, reference);
  }

  /** The same where the link of any of the case's items is enough, because it says who somebody is: a director's own wish. */
  async ownCaseToActOn(actor: Actor, action: Action, reference: string): Promise<CaseListRow> {
    if (actor.link && actor.link.reference !== reference)
      throw new DomainError('forbidden', 'link.other-item', reference);
    return this.case(actor.viewer, action, reference);
  }

  /** Task or approval whose form, answers and documents the actor may read. */
  async item(actor: Actor, id: string): Promise<ItemInCase> {
    if (actor.link && actor.link.item !== id) throw new DomainError('forbidden', 'link.other-item', id);
    const item = await this.views.item(id);
    const found = item && (await this.views.findCase(item.reference));
    if (!item || !found || !mayView(found, actor.viewer))
      throw new DomainError('not-found', 'item.unknown', id);
    if (!mayViewItem(item, found, actor.viewer) && !(await this.isOpened(actor.viewer, item, found)))
      throw new DomainError('forbidden', 'action.forbidden', 'view-answers');
    return { item, case: found };
  }

  /** A task or approval of that kind. Whether the actor may settle it, the core decides with the same facts. */
  async itemToActOn(actor: Actor, id: string, kind: ItemRow['kind']): Promise<ItemInCase> {
    const found = await this.item(actor, id);
    if (!mayViewItem(found.item, found.case, actor.viewer))
      throw new DomainError('forbidden', 'action.forbidden', 'view-answers');
    if (found.item.kind !== kind) throw new DomainError('not-found', `${kind}.unknown`, id);
    return found;
  }

  /** The programme opens something of the item to one of the viewer's roles; views show no more than that. */
  private async isOpened(viewer: Viewer, item: ItemRow, row: CaseListRow): Promise<boolean> {
    return opensItem(await this.readers.of(viewer, row), item);
  }

  /** Throws `programme.unknown` or `action.forbidden`. */
  programme(viewer: Viewer, action: Action, programme: string): void {
    if (!mayInProgramme(viewer, action, programme))
      throw new DomainError('forbidden', 'action.forbidden', action);
  }
}
