import type { AccountRow } from '#libs/identity';
import { NoticeOf } from '../directory/organisations.view.js';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { Cell, ScrollTable, TextControl } from '../layout/controls.view.js';
import { Hidden } from '../work/item-parts.view.js';

/** Every sign-in, and the invitation to a new one. */
export function AccountsPage({
  visit,
  accounts,
  notice,
}: {
  readonly visit: Visit;
  readonly accounts: readonly AccountRow[];
  readonly notice: string | null;
}) {
  const { speech, hidden, viewer } = visit;
  const { say } = speech;
  return (
    <ConsolePage visit={visit} title={say('account.title')} section="accounts">
      <h1>{say('account.title')}</h1>
      <NoticeOf notice={notice} speech={speech} />
      <div class="card">
        <ScrollTable
          label={say('account.title')}
          stacks
          head={[say('person.name'), say('sign-in.email'), say('account.state'), say('account.change')]}
        >
          {accounts.map((one) => (
            <tr key={one.person} role="row">
              <th scope="row" role="rowheader">
                <a href={`/console/people/${one.person}`}>
                  <bdi>{one.name}</bdi>
                </a>
              </th>
              <Cell>
                <bdi>{one.email}</bdi>
              </Cell>
              <Cell>{say('account.state-is', { state: stateOf(one) })}</Cell>
              <Cell>
                {one.person !== viewer.person && (
                  <form method="post" action="/console/accounts">
                    <Hidden fields={[...hidden, ['person', one.person]]} />
                    <div class="buttons">
                      <button type="submit" class="small" name="do" value="sign-out">
                        {say('account.sign-out')}
                      </button>
                      <button type="submit" class="small" name="do" value="disable">
                        {say('account.disable')}
                      </button>
                    </div>
                  </form>
                )}
              </Cell>
            </tr>
          ))}
        </ScrollTable>
      </div>
      <form method="post" action="/console/accounts" class="card">
        <h2>{say('account.invite')}</h2>
        <p class="help">{say('account.invite-help')}</p>
        <Hidden fields={hidden} />
        <TextControl name="person" label={say('account.person')} required />
        <button type="submit" class="primary" name="do" value="invite">
          {say('account.invite')}
        </button>
      </form>
    </ConsolePage>
  );
}

function stateOf({ disabledAt, lockedUntil }: AccountRow): string {
  if (disabledAt !== null) return 'disabled';
  return lockedUntil !== null && lockedUntil.getTime() > Date.now() ? 'locked' : 'open';
}
