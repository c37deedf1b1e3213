import type { ActBody, ItemRow } from '#libs/domain';
import {
  actsAs,
  mayAs,
  standingsIn,
  type Action,
  type CaseScope,
  type Standing,
  type Viewer,
} from '#libs/identity';

/** What the policy is asked for acts that a role does, as opposed to the party of an item. */
const actionOf: Readonly<Partial<Record<ActBody['type'], Action>>> = {
  open: 'open-case',
  extend: 'extend-deadline',
  suspend: 'suspend-case',
  resume: 'suspend-case',
  'log-contact': 'log-contact',
  replan: 'edit-seasons',
  reopen: 'reopen-case',
  withdraw: 'withdraw-case',
  terminate: 'terminate-case',
  'report-incident': 'report-incident',
  'resolve-incident': 'resolve-incident',
};

/** As whom the viewer does an act: in person where that is possible, else for somebody who is away. The core judges either. */
export function standingFor(
  viewer: Viewer,
  scope: CaseScope,
  act: ActBody['type'],
  item: ItemRow | undefined,
): Standing {
  const action = actionOf[act];
  if (action !== undefined)
    return standingsIn(viewer, scope.programme).find((standing) => mayAs(standing, action, scope)) ?? viewer;
  if (!item) return viewer;
  return actsAs(item, scope, viewer) ?? actsAs(spokenBy(item), scope, viewer) ?? viewer;
}

/** Who has spoken on an approval may change their mind, also when their party's voices are complete. */
function spokenBy(item: ItemRow): ItemRow {
  return { ...item, parties: item.voices.map(({ seat }) => ({ person: seat })) };
}
