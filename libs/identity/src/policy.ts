import type { Party, Role } from '#libs/domain';
import type { Viewer } from './viewer.js';

/** What can be done with a programme or a case of it; acting on a task or approval is asked with `mayActOn`. */
export const actions = [
  'view-case',
  /** Figures, answers, costs and files of a company (I15). */
  'view-answers',
  'view-people',
  'view-mails',
  'open-case',
  'withdraw-case',
  'terminate-case',
  'suspend-case',
  'extend-deadline',
  'log-contact',
  'transcribe',
  'file-documents',
  'copy-link',
  'reopen-case',
  'report-incident',
  'resolve-incident',
  'recover-case',
  'edit-people',
  'edit-programme',
] as const;
export type Action = (typeof actions)[number];

/** The two facts about a case that permissions depend on. */
export interface CaseScope {
  readonly programme: string;
  readonly organisation: string;
}

/** Who may do what. `contact` stands for a contact of the case's own organisation, `director` for its director. */
export const permissions: Readonly<Record<Action, readonly (Role | 'contact' | 'director')[]>> = {
  'view-case': ['administrator', 'coordinator', 'expert', 'partner', 'committee', 'observer', 'contact'],
  'view-answers': ['administrator', 'coordinator', 'expert', 'committee', 'contact'],
  'view-people': ['administrator', 'coordinator', 'expert'],
  'view-mails': ['administrator', 'coordinator'],
  'open-case': ['administrator', 'coordinator'],
  'withdraw-case': ['administrator', 'coordinator', 'director'],
  'terminate-case': ['administrator', 'coordinator'],
  'suspend-case': ['administrator', 'coordinator'],
  /** Without being asked; whoever owes the task asks on its own page. */
  'extend-deadline': ['coordinator'],
  'log-contact': ['administrator', 'coordinator', 'expert'],
  transcribe: ['administrator', 'coordinator', 'expert'],
  'file-documents': ['administrator', 'coordinator', 'expert'],
  'copy-link': ['administrator', 'coordinator', 'expert'],
  'reopen-case': ['administrator', 'coordinator'],
  'report-incident': ['administrator', 'coordinator', 'expert'],
  'resolve-incident': ['administrator', 'coordinator'],
  'recover-case': ['administrator', 'coordinator'],
  'edit-people': ['administrator', 'coordinator'],
  'edit-programme': ['administrator'],
};

/** Roles held in a programme, grants for every programme included. */
export function rolesIn(viewer: Viewer, programme: string): readonly Role[] {
  return [
    ...new Set(
      viewer.grants
        .filter(
          (grant) =>
            grant.programme === programme || (grant.programme === '*' && grant.role === 'administrator'),
        )
        .map((grant) => grant.role),
    ),
  ];
}

/** Whether the table lets the viewer do this on the case. */
export function may(viewer: Viewer, action: Action, scope: CaseScope): boolean {
  const allowed = permissions[action];
  if (rolesIn(viewer, scope.programme).some((role) => allowed.includes(role))) return true;
  const functions = viewer.contactOf.filter((contact) => contact.organisation === scope.organisation);
  if (functions.length === 0) return false;
  return (
    allowed.includes('contact') ||
    (allowed.includes('director') && functions.some((c) => c.function === 'director'))
  );
}

/** The same for a programme as a whole, where nobody is a contact of the case's organisation. */
export function mayInProgramme(viewer: Viewer, action: Action, programme: string): boolean {
  return rolesIn(viewer, programme).some((role) => permissions[action].includes(role));
}

/** Programmes in which the viewer may do this; `every` for a grant that covers all of them. */
export function programmesFor(viewer: Viewer, action: Action): 'every' | readonly string[] {
  const granted = viewer.grants.filter((grant) => permissions[action].includes(grant.role));
  if (granted.some((grant) => grant.programme === '*' && grant.role === 'administrator')) return 'every';
  return [...new Set(granted.filter((grant) => grant.programme !== '*').map((grant) => grant.programme))];
}

/** May see that the case exists, with its stages and dates. */
export function mayView(scope: CaseScope, viewer: Viewer): boolean {
  return may(viewer, 'view-case', scope);
}

/** Whether the viewer belongs to the party a task or approval is for. Administrators are no party: a grant bypasses nothing. */
export function belongsTo(viewer: Viewer, party: Party, scope: CaseScope): boolean {
  if ('contact' in party) {
    return viewer.contactOf.some(
      (contact) => contact.organisation === scope.organisation && contact.function === party.contact,
    );
  }
  if ('person' in party) return viewer.person === party.person;
  if ('organisation' in party)
    return viewer.organisation === party.organisation && rolesIn(viewer, scope.programme).length > 0;
  if (!rolesIn(viewer, scope.programme).includes(party.role)) return false;
  return (
    party.partner === undefined ||
    viewer.partnerIn.some((entry) => entry.programme === scope.programme && entry.partner === party.partner)
  );
}

/** What a task or approval says about who may settle it. */
export interface ItemScope {
  readonly parties: readonly Party[];
  readonly excludedPersons: readonly string[];
  readonly excludedOrganisations: readonly string[];
}

/** May complete or decide the item, as far as the projection knows; the core decides again with the same facts (I3). */
export function mayActOn(item: ItemScope, scope: CaseScope, viewer: Viewer): boolean {
  if (item.excludedPersons.includes(viewer.person)) return false;
  if (viewer.organisation !== null && item.excludedOrganisations.includes(viewer.organisation)) return false;
  return item.parties.some((party) => belongsTo(viewer, party, scope));
}

/** May read the item's form, answers and documents: who may see the company's answers, and the party it is for. */
export function mayViewItem(item: ItemScope, scope: CaseScope, viewer: Viewer): boolean {
  return may(viewer, 'view-answers', scope) || item.parties.some((party) => belongsTo(viewer, party, scope));
}
