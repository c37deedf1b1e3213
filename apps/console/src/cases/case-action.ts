import type { CaseOverview } from '#libs/cases';

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

/** Those that the viewer may take now, in the order of their buttons; a case that runs needs no restart. */
export function actionsOf({
  may,
  incidents,
}: Pick<CaseOverview, 'may' | 'incidents'>): readonly CaseAction[] {
  const isLost = incidents.some(({ kind, resolvedAt }) => kind === 'workflow-lost' && resolvedAt === null);
  return caseActions.filter((action) => may[action] && (action !== 'recover' || isLost));
}

/** Steps that an action can speak of. */
export function stepsFor(
  { items, suspensions }: Pick<CaseOverview, 'items' | 'suspensions'>,
  action: CaseAction,
): CaseOverview['items'] {
  const open = items.filter(({ status, kind }) => status === 'open' && kind === 'task');
  const isStopped = (id: string) => suspensions.some(({ item }) => item === id);
  switch (action) {
    case 'suspend':
      return open.filter(({ id }) => !isStopped(id));
    case 'resume':
      return open.filter(({ id }) => isStopped(id));
    case 'logContact':
      return open.filter(({ parties }) => parties.some((party) => 'contact' in party));
    case 'extend':
      return open;
    default:
      return [];
  }
}
