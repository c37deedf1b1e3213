import { Injectable } from '@nestjs/common';
import { reachOf, type Viewer } from '#libs/identity';
import { CaseViews, Mails, mailStates } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { mailViews } from './mail-view.js';
import { CasePresenter } from '../queries/presenter.js';
import type { MailView } from '../queries/views.js';

export interface MailListFilter {
  readonly reference?: string;
  /** One of `mailStates`; an unknown one matches nothing. */
  readonly state?: string;
  /** At most; 100 unless told. */
  readonly limit?: number;
}

/** What was mailed to whom, for coordinators. */
@Injectable()
export class MailQueries {
  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly mailRows: Mails,
    private readonly presenter: CasePresenter,
  ) {}

  /** Newest first. */
  async mails(viewer: Viewer, filter: MailListFilter = {}): Promise<readonly MailView[]> {
    const references = await this.references(viewer, filter.reference);
    const state = mailStates.find((known) => known === filter.state);
    if (references?.length === 0 || (filter.state !== undefined && state === undefined)) return [];
    const rows = await this.mailRows.list({
      limit: Math.min(filter.limit ?? 100, 500),
      ...(references && { references }),
      ...(state && { state }),
    });
    return mailViews(rows, this.presenter);
  }

  /** Undefined for all. */
  private async references(
    viewer: Viewer,
    reference: string | undefined,
  ): Promise<readonly string[] | undefined> {
    if (reference !== undefined) return [(await this.access.case(viewer, 'view-mails', reference)).reference];
    const reach = reachOf(viewer, 'view-mails');
    if (reach === 'every') return undefined;
    if (reach.length === 0) return [];
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.views.listCases({
        reach,
        limit: 200,
        ...(cursor !== undefined && { cursor }),
      });
      found.push(...page.items.map((row) => row.reference));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return found;
  }
}
