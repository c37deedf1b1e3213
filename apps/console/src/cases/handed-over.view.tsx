import type { CasePeopleView } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { ScrollTable } from '../layout/controls.view.js';
import { TakeBack } from '../work/hand-over.view.js';
import { MailChip } from './mail-chip.view.js';

/** Who of the company passed what on to whom; a colleague is no contact by it. */
export function HandedOver({
  handovers,
  visit,
}: {
  readonly handovers: NonNullable<CasePeopleView['handovers']>;
  readonly visit: Visit;
}) {
  const { speech } = visit;
  const { say } = speech;
  const head = ['people-of.handed-step', 'people-of.handed-by', 'people-of.handed-to', 'people-of.handed-on'];
  return (
    <section class="card" aria-labelledby="handed-title">
      <h2 id="handed-title">{say('people-of.handed')}</h2>
      <ScrollTable label={say('people-of.handed')} head={head.map((key) => say(key))}>
        {handovers.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <a href={`/console/items/${one.item}`}>{one.itemTitle}</a>
            </th>
            <td>
              <bdi>{one.by}</bdi>
            </td>
            <td>
              <bdi>{one.name}</bdi>
              <div class="muted">
                <bdi>{one.function}</bdi> ·{' '}
                <a href={`mailto:${one.email}`}>
                  <bdi dir="ltr">{one.email}</bdi>
                </a>
              </div>
            </td>
            <td>
              {say('date.day', { at: one.at })}{' '}
              {one.endedAt === null && <MailChip state={one.mail} speech={speech} />}
              <TakeBack
                handover={one}
                action={`/console/items/${one.item}`}
                hidden={visit.hidden}
                speech={speech}
              />
            </td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  );
}
