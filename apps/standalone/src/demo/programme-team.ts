import { randomBytes, randomUUID } from 'node:crypto';
import { ApiPerson } from './api-person.js';

/** The people of the programme who have accounts, signed in through the API. */
export interface Team {
  readonly coordinator: ApiPerson;
  /** Everyone who settles items in the console or through the API, coordinators included. */
  readonly members: readonly ApiPerson[];
}

interface ListedPerson {
  readonly id: string;
  readonly email: string | null;
  readonly grants: readonly { readonly role: string }[];
}

const working = ['coordinator', 'expert', 'committee', 'partner'];

/** Has the administrator give each working member of the programme an account, and signs them all in. */
export async function assembleTeam(
  base: string,
  administrator: ApiPerson,
  programme: string,
  http = fetch,
): Promise<Team> {
  const { items } = await administrator.get<{ items: readonly ListedPerson[] }>(
    `/api/v1/people?programme=${programme}`,
  );
  const staff = items.filter(
    ({ email, grants }) => email !== null && grants.some(({ role }) => working.includes(role)),
  );
  const members: ApiPerson[] = [];
  let coordinator: ApiPerson | undefined;
  for (const { id, email, grants } of staff) {
    const password = randomBytes(12).toString('base64url');
    // Another password is another request, also for somebody who has an account already.
    await administrator.post(`/api/v1/people/${id}/account`, { programme, password }, randomUUID());
    const member = await ApiPerson.signIn(base, email ?? '', password, http);
    members.push(member);
    if (grants.some(({ role }) => role === 'coordinator')) coordinator ??= member;
  }
  if (!coordinator) throw new Error(`Programme ${programme} has no coordinator.`);
  return { coordinator, members };
}
