import type { ItemSummary } from '#libs/cases';
import type { Instant } from '#libs/domain';
import { ScrollTable } from '../layout/controls.view.js';
import { measureText } from '../text/measure-text.js';
import type { Speech } from '../text/messages.js';
import { ItemChips } from '../work/item-chips.view.js';
import { ItemLink } from '../work/item-link.view.js';
import { partyText } from '../work/party-text.js';

/** What waits, for whom, until when. */
export function OpenItems({
  items,
  now,
  speech,
}: {
  readonly items: readonly ItemSummary[];
  /** Case time. */
  readonly now: Instant;
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <ScrollTable label={say('case.waits')} head={[say('case.step'), say('case.waits-for'), say('case.due')]}>
      {items.map((item) => (
        <tr key={item.id}>
          <th scope="row">
            <ItemLink item={item} />
            {item.mayAct && <span class="chip done">{say('chip.yours')}</span>}
            {item.measureTitle && <div class="muted">{measureText(speech, item.measureTitle)}</div>}
          </th>
          <td>
            <bdi>{partyText(speech, item.waitingOn)}</bdi>
          </td>
          <td>
            {say('date.day', { at: item.due })}
            <ItemChips item={item} now={now} speech={speech} />
          </td>
        </tr>
      ))}
    </ScrollTable>
  );
}
