import { Injectable } from '@nestjs/common';
import { Handovers, type CaseListRow, type Handover, type SentHandover } from '#libs/persistence';
import { CasePresenter } from '../queries/presenter.js';
import { handoverLines, type TrailHandover } from '../queries/trail-handovers.js';
import type { HandoverView } from '../queries/views.js';

/** Tasks that colleagues have or had in their hands. For whoever may read words of the company: its callers ask the policy. */
@Injectable()
export class HandoverQueries {
  constructor(
    private readonly handovers: Handovers,
    private readonly presenter: CasePresenter,
  ) {}

  /** `mayEnd`: the viewer may take them back. */
  async ofItem(item: string, mayEnd: boolean): Promise<readonly HandoverView[]> {
    return this.viewed(await this.handovers.ofItem(item), mayEnd);
  }

  async ofCase(reference: string, mayEnd: boolean): Promise<readonly HandoverView[]> {
    return this.viewed(await this.handovers.ofCase(reference), mayEnd);
  }

  /** As the case's trail tells of them; without names where the viewer reads none. */
  async linesOf(
    { reference, organisation }: Pick<CaseListRow, 'reference' | 'organisation'>,
    seesNames: boolean,
  ): Promise<readonly Omit<TrailHandover, 'seq'>[]> {
    const rows = await this.handovers.ofCase(reference);
    return handoverLines(rows, organisation, seesNames ? await this.namesIn(rows) : null);
  }

  private namesIn(rows: readonly Handover[]): Promise<ReadonlyMap<string, string>> {
    return this.presenter.names(
      rows.flatMap(({ person, endedBy }) => (endedBy === null ? person : [person, endedBy])),
    );
  }

  private async viewed(rows: readonly SentHandover[], mayEnd: boolean): Promise<readonly HandoverView[]> {
    if (rows.length === 0) return [];
    const names = await this.namesIn(rows);
    return rows.map(({ id, item, person, name, function: held, email, at, mail, endedAt, endedBy }) => ({
      ...{ id, item, name, email, at, endedAt, function: held },
      by: names.get(person) ?? person,
      mail: mail ?? 'queued',
      endedBy: endedBy === null ? null : (names.get(endedBy) ?? endedBy),
      mayTakeBack: mayEnd && endedAt === null,
    }));
  }
}
