import type { Viewer } from '#libs/identity';
import { temporalUiPath, type InstallationParts } from '#libs/installation';
import { mayWatch } from './watcher.guard.js';

/** Where somebody who may watch the installation sees a case's workflow; null for everybody else, and without a Temporal UI. */
export function temporalAddress(
  { temporalUiUrl, environment }: Pick<InstallationParts, 'temporalUiUrl' | 'environment'>,
  viewer: Viewer,
  reference: string,
): string | null {
  if (temporalUiUrl === null || !mayWatch(viewer)) return null;
  return `${temporalUiPath}/namespaces/${environment.TEMPORAL_NAMESPACE}/workflows/${reference}`;
}
