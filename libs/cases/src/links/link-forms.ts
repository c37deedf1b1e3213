import { Injectable } from '@nestjs/common';
import { formOf, type FormDefinition } from '#libs/definitions';
import type { Link } from '#libs/identity';
import { CaseViews, Handovers, Visits } from '#libs/persistence';
import { DefinitionLibrary } from '../definition-library.js';
import { isVisitId } from '../visits/visit-book.js';

/** The forms behind a link in which words can be lost; a visit's by its id. */
export type LinkForm = 'form' | 'more-time' | 'hand-over' | 'leave' | `visit ${string}`;

/** What stands behind a link, whether it holds or is over. */
@Injectable()
export class LinkForms {
  constructor(
    private readonly handovers: Handovers,
    private readonly visits: Visits,
    private readonly views: CaseViews,
    private readonly library: DefinitionLibrary,
  ) {}

  /** Whether a form that was posted may wait for the next link: there can be one, and the form is one of the case's. */
  async mayWait(form: LinkForm, link: Link): Promise<boolean> {
    return (await this.isRenewable(link)) && (await this.isOfCase(form, link));
  }

  /** The step's own form. */
  async formOf(item: string): Promise<FormDefinition | null> {
    const row = await this.views.item(item);
    const found = row && (await this.views.findCase(row.reference));
    return found ? (formOf(await this.library.of(found), row.key) ?? null) : null;
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
}
