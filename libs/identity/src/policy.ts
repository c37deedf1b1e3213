import type { Party, Role } from '#libs/domain';
import { standingsIn, type Grant, type Standing, type Viewer } from './viewer.js';

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
  /** Send a message or a nudge to people of the company. */
  'write-to-company',
  /** Reading comments as well: they are internal to those who run and judge the case. */
  'comment',
  'view-visits',
  /** Propose dates for a visit, and move it. */
  'arrange-visits',
  /** Agree on a date of a visit, ask for another one, call it off. */
  'answer-visits',
  'transcribe',
  'file-documents',
  'copy-link',
  /** Take a task back from a colleague to whom somebody of the company handed it. */
  'end-handover',
  'reopen-case',
  'report-incident',
  'resolve-incident',
  'recover-case',
  /** The Temporal UI, to read in; of every programme, because it shows every case. */
  'watch-engine',
  'edit-people',
  /** A company's production season; overrides of a whole country are an administrator's of every programme. */
  'edit-seasons',
  'edit-programme',
  /** Say the programme's mail in other words. */
  'edit-mail-texts',
] as const;
export type Action = (typeof actions)[number];

/** The facts about a case that permissions depend on. */
export interface CaseScope {
  readonly programme: string;
  readonly organisation: string;
  readonly country: string;
}

/** A part of the cases: those of one programme or of every one (`*`), in one country or in every one. */
export interface Reach {
  readonly programme: string;
  readonly country: string;
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
  'write-to-company': ['administrator', 'coordinator'],
  comment: ['coordinator', 'administrator', 'expert', 'committee'],
  'view-visits': ['administrator', 'coordinator', 'expert', 'contact'],
  'arrange-visits': ['administrator', 'coordinator', 'expert'],
  'answer-visits': ['administrator', 'coordinator', 'expert', 'contact'],
  transcribe: ['administrator', 'coordinator', 'expert'],
  'file-documents': ['administrator', 'coordinator', 'expert'],
  'copy-link': ['administrator', 'coordinator', 'expert'],
  'end-handover': ['administrator', 'coordinator'],
  'reopen-case': ['administrator', 'coordinator'],
  'report-incident': ['administrator', 'coordinator', 'expert'],
  'resolve-incident': ['administrator', 'coordinator'],
  'recover-case': ['administrator', 'coordinator'],
  'watch-engine': ['administrator'],
  'edit-people': ['administrator', 'coordinator'],
  'edit-seasons': ['administrator', 'coordinator'],
  'edit-programme': ['administrator'],
  'edit-mail-texts': ['administrator', 'coordinator'],
};

/** A grant for every programme holds in one country, or it is an administrator's. */
function isOfProgramme(grant: Grant, programme: string): boolean {
  if (grant.programme !== '*') return grant.programme === programme;
  return grant.role === 'administrator' || grant.country !== '*';
}

function coversCase(grant: Grant, scope: Pick<CaseScope, 'programme' | 'country'>): boolean {
  return isOfProgramme(grant, scope.programme) && (grant.country === '*' || grant.country === scope.country);
}

/** A programme as a whole is in the hands of those whose grant holds in the programme's own country. */
function coversProgramme(grant: Grant, programme: string): boolean {
  if (grant.programme === '*') return grant.role === 'administrator' && grant.country === '*';
  return grant.programme === programme && (grant.country === '*' || grant.country === grant.home);
}

/** Roles held over a programme as a whole, by the person alone. */
export function rolesIn(standing: Standing, programme: string): readonly Role[] {
  return distinct(standing.grants.filter((grant) => coversProgramme(grant, programme)));
}

/** Roles held on a case, by the person alone. */
export function rolesOn(
  standing: Standing,
  scope: Pick<CaseScope, 'programme' | 'country'>,
): readonly Role[] {
  return distinct(standing.grants.filter((grant) => coversCase(grant, scope)));
}

/** Whether the viewer has anything to do with a programme, in whatever country. */
export function takesPartIn(viewer: Viewer, programme: string): boolean {
  return standingsIn(viewer, programme).some(({ grants }) =>
    grants.some((grant) => grant.programme === programme || coversProgramme(grant, programme)),
  );
}

/** Whether the table lets the viewer do this on the case, in person or for somebody who is away. */
export function may(viewer: Viewer, action: Action, scope: CaseScope): boolean {
  return standingsIn(viewer, scope.programme).some((standing) => mayAs(standing, action, scope));
}

/** The same for one standing of the viewer's. */
export function mayAs(standing: Standing, action: Action, scope: CaseScope): boolean {
  const allowed = permissions[action];
  if (rolesOn(standing, scope).some((role) => allowed.includes(role))) return true;
  const functions = standing.contactOf.filter((contact) => contact.organisation === scope.organisation);
  if (functions.length === 0) return false;
  return (
    allowed.includes('contact') ||
    (allowed.includes('director') && functions.some((c) => c.function === 'director'))
  );
}

/** The same for a programme as a whole, where nobody is a contact of the case's organisation. */
export function mayInProgramme(viewer: Viewer, action: Action, programme: string): boolean {
  return standingsIn(viewer, programme).some((standing) =>
    rolesIn(standing, programme).some((role) => permissions[action].includes(role)),
  );
}

/** Programmes in whose whole the viewer may do this; `every` for a grant that covers all of them. */
export function programmesFor(viewer: Viewer, action: Action): 'every' | readonly string[] {
  if (reachOf(viewer, action) === 'every') return 'every';
  // What a substitute holds is of the one programme already.
  const held = allGrants(viewer).filter(
    (grant) => permissions[action].includes(grant.role) && coversProgramme(grant, grant.programme),
  );
  return [...new Set(held.map(({ programme }) => programme))];
}

/** The cases on which the viewer's roles let do this; those of a contact's own company are not among them. */
export function reachOf(viewer: Viewer, action: Action): 'every' | readonly Reach[] {
  const granted = allGrants(viewer).filter(
    (grant) => permissions[action].includes(grant.role) && isOfProgramme(grant, grant.programme),
  );
  if (granted.some(({ programme, country }) => programme === '*' && country === '*')) return 'every';
  return granted.map(({ programme, country }) => ({ programme, country }));
}

function allGrants(viewer: Viewer): readonly Grant[] {
  return [viewer, ...viewer.standsInFor].flatMap(({ grants }) => grants);
}

/** May see that the case exists, with its stages and dates. */
export function mayView(scope: CaseScope, viewer: Viewer): boolean {
  return may(viewer, 'view-case', scope);
}

/** Whether someone belongs to the party a task or approval is for. Administrators are no party: a grant bypasses nothing. */
export function belongsTo(standing: Standing, party: Party, scope: CaseScope): boolean {
  if ('contact' in party) {
    return standing.contactOf.some(
      (contact) => contact.organisation === scope.organisation && contact.function === party.contact,
    );
  }
  if ('person' in party) return standing.person === party.person;
  if ('organisation' in party)
    return standing.organisation === party.organisation && rolesOn(standing, scope).length > 0;
  if (!rolesOn(standing, scope).includes(party.role)) return false;
  return (
    party.partner === undefined ||
    standing.partnerIn.some((entry) => entry.programme === scope.programme && entry.partner === party.partner)
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
  return actsAs(item, scope, viewer) !== null;
}

/**
 * As whom the viewer settles an item: in person where that is possible, else for somebody who is away. An exclusion of either
 * keeps both out (I3), in person or through the organisation.
 */
export function actsAs(item: ItemScope, scope: CaseScope, viewer: Viewer): Standing | null {
  if (isKeptOut(item, viewer)) return null;
  return (
    standingsIn(viewer, scope.programme).find(
      (standing) =>
        !isKeptOut(item, standing) && item.parties.some((party) => belongsTo(standing, party, scope)),
    ) ?? null
  );
}

function isKeptOut(item: ItemScope, { person, organisation }: Standing): boolean {
  return (
    item.excludedPersons.includes(person) ||
    (organisation !== null && item.excludedOrganisations.includes(organisation))
  );
}

/** Whether the item is for the viewer, or for somebody the viewer stands in for. */
export function isPartyTo(item: Pick<ItemScope, 'parties'>, scope: CaseScope, viewer: Viewer): boolean {
  return standingsIn(viewer, scope.programme).some((standing) =>
    item.parties.some((party) => belongsTo(standing, party, scope)),
  );
}

/** May read the item's form, answers and documents: who may see the company's answers, and the party it is for. */
export function mayViewItem(item: ItemScope, scope: CaseScope, viewer: Viewer): boolean {
  return may(viewer, 'view-answers', scope) || isPartyTo(item, scope, viewer);
}

function distinct(grants: readonly Grant[]): readonly Role[] {
  return [...new Set(grants.map(({ role }) => role))];
}
