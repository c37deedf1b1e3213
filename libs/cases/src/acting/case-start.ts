import type { CaseKind, CaseSettings, Transition } from '#libs/domain';

/** What a case's workflow is started with: codes only (I8). */
export interface CaseStart {
  readonly reference: string;
  readonly kind: CaseKind;
  readonly settings: CaseSettings;
  /** Title of the definition in the installation's language, with its version. */
  readonly title: string;
}

/** With what a case that was opened once starts again, to recover or to be reopened; undefined for an empty log. */
export function startOfLog(reference: string, log: readonly Transition[]): CaseStart | undefined {
  const opening = log.flatMap(({ events }) => events).find((event) => event.type === 'case-opened');
  if (!opening) return undefined;
  const { rules, settings } = opening;
  return { reference, kind: rules.kind, settings, title: `${rules.title}, version ${rules.version}` };
}

/** Whether the log's last word is that the case has closed. */
export function isClosed(log: readonly Transition[]): boolean {
  const last = log
    .flatMap(({ events }) => events)
    .findLast(({ type }) => type === 'case-closed' || type === 'case-reopened');
  return last?.type === 'case-closed';
}
