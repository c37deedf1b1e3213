import { Injectable } from '@nestjs/common';
import { Handovers, type SentHandover } from '#libs/persistence';
import { CasePresenter } from './presenter.js';
import type { HandoverView } from './views.js';

/** Tasks that colleagues have in their hands. For whoever may read words of the company: its callers ask the policy. */
@Injectable()
export class HandoverQueries {
  constructor(
    private readonly handovers: Handovers,
    private readonly presenter: CasePresenter,
  ) {}

  async ofItem(item: string): Promise<readonly HandoverView[]> {
    return this.viewed(await this.handovers.ofItem(item));
  }

  async ofCase(reference: string): Promise<readonly HandoverView[]> {
    return this.viewed(await this.handovers.ofCase(reference));
  }

  private async viewed(rows: readonly SentHandover[]): Promise<readonly HandoverView[]> {
    if (rows.length === 0) return [];
    const names = await this.presenter.names(rows.map(({ person }) => person));
    return rows.map(({ item, person, name, function: held, email, at, mail }) => ({
      ...{ item, name, email, at, function: held },
      by: names.get(person) ?? person,
      mail: mail ?? 'queued',
    }));
  }
}
