import type { ItemView } from '#libs/cases';
import { ScrollTable } from '../layout/controls.view.js';
import type { Speech } from '../text/messages.js';

/** Who waits for a place already, for whoever gives this company a rank among them. */
export function WaitingList({ view, speech }: { readonly view: ItemView; readonly speech: Speech }) {
  const { say } = speech;
  const list = view.quota?.list ?? [];
  if (list.length === 0) return null;
  return (
    <ScrollTable label={say('waiting.title')} head={[say('waiting.rank'), say('item.company')]}>
      {list.map(({ reference, organisationName, rank }) => (
        <tr key={reference}>
          <td>{rank ?? '–'}</td>
          <th scope="row">
            <bdi>{organisationName}</bdi>
            {reference === view.case.reference && <span class="chip">{say('waiting.this')}</span>}
          </th>
        </tr>
      ))}
    </ScrollTable>
  );
}
