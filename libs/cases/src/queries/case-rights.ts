import { may, type Action, type Viewer } from '#libs/identity';
import type { CaseListRow } from '#libs/persistence';
import type { CaseView } from './views.js';

/** What the viewer may do with a case as a whole, as it stands. */
export function rightsOf(viewer: Viewer, row: CaseListRow, suspended: boolean): CaseView['may'] {
  const open = row.status === 'open';
  const mayNow = (action: Action) => open && may(viewer, action, row);
  return {
    withdraw: mayNow('withdraw-case'),
    terminate: mayNow('terminate-case'),
    reportIncident: mayNow('report-incident'),
    resolveIncident: may(viewer, 'resolve-incident', row),
    recover: mayNow('recover-case'),
    suspend: mayNow('suspend-case'),
    resume: suspended && mayNow('suspend-case'),
    extend: mayNow('extend-deadline'),
    logContact: mayNow('log-contact'),
    transcribe: mayNow('transcribe'),
    reopen: !open && may(viewer, 'reopen-case', row),
    fileDocuments: mayNow('file-documents'),
    copyLink: mayNow('copy-link'),
  };
}
