import { Injectable } from '@nestjs/common';
import { partyName, type IncidentKind } from '#libs/domain';
import { may, type Viewer } from '#libs/identity';
import { CaseViews, People, type IncidentCause, type IncidentListRow } from '#libs/persistence';
import type { IncidentCauseView, IncidentRemedy, IncidentView } from './views.js';

const remedies: Readonly<Record<IncidentKind, readonly IncidentRemedy[]>> = {
  'mail-undeliverable': ['correct-address', 'retry-mail', 'resolve'],
  'no-recipient': ['appoint', 'retry-mail', 'resolve'],
  'no-eligible-decider': ['appoint', 'resolve'],
  'workflow-lost': ['recover'],
  'cancellation-requested': ['resolve'],
  reported: ['resolve'],
};

/** Puts owner, cause and remedy beside incidents, for those who work on them; others learn that there is one (I15). */
@Injectable()
export class IncidentPresenter {
  constructor(
    private readonly views: CaseViews,
    private readonly people: People,
  ) {}

  async of(
    viewer: Viewer,
    rows: readonly IncidentListRow[],
    scopeOf: (row: IncidentListRow) => Parameters<typeof may>[2] | undefined,
    titleOf: (row: IncidentListRow) => Promise<string | null> | string | null,
  ): Promise<readonly IncidentView[]> {
    const mine = new Set(
      rows.filter((row) => {
        const scope = scopeOf(row);
        return scope !== undefined && may(viewer, 'report-incident', scope);
      }),
    );
    const causes = await this.views.causes([...mine].map(({ id }) => id));
    const names = await this.people.persons([
      ...new Set([...causes.values()].flatMap(({ excludedPersons }) => excludedPersons)),
    ]);
    return Promise.all(
      rows.map(async (row) => ({
        ...row,
        subjectTitle: await titleOf(row),
        ...(mine.has(row)
          ? {
              cause: causeView(causes.get(row.id), (id) => names.get(id)?.name ?? id),
              remedies: row.resolvedAt === null ? remedies[row.kind] : [],
            }
          : { owner: null, cause: null, remedies: [] }),
      })),
    );
  }
}

function causeView(cause: IncidentCause | undefined, nameOf: (person: string) => string): IncidentCauseView {
  const { reported = null, mails = [], missing = [], excludedPersons = [] } = cause ?? {};
  return {
    words: reported ?? mails.find(({ error }) => error !== null)?.error ?? null,
    unreached: mails.map(({ id, name, address }) => ({ mail: id, name, address })),
    missing: [...new Set(missing.map(partyName))],
    keptOut: excludedPersons.map(nameOf),
  };
}
