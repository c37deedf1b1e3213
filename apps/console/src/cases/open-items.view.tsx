import type { ItemSummary } from '#libs/cases';
import type { Instant } from '#libs/domain';
import { Cell, ScrollTable } from '../layout/controls.view.js';
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
    <ScrollTable
      label={say('case.waits')}
      stacks
      head={[say('case.step'), say('case.waits-for'), say('case.due')]}
    >
      {items.map((item) => (
        <tr key={item.id} role="row">
          <th scope="row" role="rowheader">
            <ItemLink item={item} />
            {item.mayAct && <span class="chip done">{say('chip.yours')}</span>}
            {item.measureTitle && <div class="muted">{measureText(speech, item.measureTitle)}</div>}
          </th>
          <Cell head={say('case.waits-for')}>
            <bdi>{partyText(speech, item.waitingOn)}</bdi>
          </Cell>
          <Cell head={say('case.due')}>
            <span class="nowrap">{say('date.day', { at: item.due })}</span>
            <ItemChips item={item} now={now} speech={speech} />
          </Cell>
        </tr>
      ))}
    </ScrollTable>
  );
}
