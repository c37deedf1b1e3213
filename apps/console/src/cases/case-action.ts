import type { CaseView } from '#libs/cases';

/** What is done to a whole case or one of its steps on a page of its own; also the last part of the page's address. */
const caseActions = [
  'logContact',
  'suspend',
  'resume',
  'extend',
  'reportIncident',
  'reopen',
  'withdraw',
  'terminate',
  'recover',
] as const;
export type CaseAction = (typeof caseActions)[number];

export function isCaseAction(action: string): action is CaseAction {
  return (caseActions as readonly string[]).includes(action);
}

/** Those that the viewer may take now, in the order of their buttons. */
export function actionsOf({ may, case: summary, items }: CaseView): readonly CaseAction[] {
  const stopped = summary.suspendedAt !== null || items.some(isSuspendedAlone);
  return caseActions.filter((action) => may[action] && (action !== 'resume' || stopped));
}

/** The clock of this step stands though that of the case runs. */
export function isSuspendedAlone({
  status,
  stoppedAt,
}: Pick<CaseView['items'][number], 'status' | 'stoppedAt'>): boolean {
  return status === 'open' && stoppedAt !== null;
}

/** Steps that an action can speak of. */
export function stepsFor({ items, case: summary }: CaseView, action: CaseAction): CaseView['items'] {
  const open = items.filter(({ status, kind }) => status === 'open' && kind === 'task');
  switch (action) {
    case 'suspend':
      return open.filter((item) => !isSuspendedAlone(item));
    case 'resume':
      return summary.suspendedAt === null ? open.filter(isSuspendedAlone) : [];
    case 'logContact':
      return open.filter(({ parties }) => parties.some((party) => 'contact' in party));
    case 'extend':
      return open;
    default:
      return [];
  }
}
