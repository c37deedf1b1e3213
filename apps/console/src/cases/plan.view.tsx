import type { CaseView } from '#libs/cases';
import { ScrollTable } from '../layout/controls.view.js';
import { dayText, numberText, type Speech } from '../text/messages.js';

/** What the company has undertaken, by date, and what became of it. */
export function Milestones({ view, speech }: { readonly view: CaseView; readonly speech: Speech }) {
  const { say } = speech;
  return (
    <section class="card">
      <h2>{say('case.milestones')}</h2>
      <ScrollTable
        label={say('case.milestones')}
        head={[say('item.measure'), say('milestone.date'), say('milestone.status')]}
      >
        {view.milestones.map((milestone) => (
          <tr key={milestone.key}>
            <th scope="row">{milestone.title}</th>
            <td>{dayText(speech, milestone.date)}</td>
            <td>
              <span class={milestone.status === 'settled' ? 'chip done' : 'chip'}>
                {milestone.outcome
                  ? say(`milestone.${milestone.outcome}`)
                  : say(`milestone.${milestone.status}`)}
              </span>
            </td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  );
}

/** What was recommended, at what cost, and what the company chose of it. */
export function Measures({
  measures,
  speech,
}: {
  readonly measures: NonNullable<CaseView['measures']>;
  readonly speech: Speech;
}) {
  const { say } = speech;
  const money = (amount: number | null) => (amount === null ? '' : numberText(speech, amount));
  return (
    <section class="card">
      <h2>{say('case.measures')}</h2>
      <ScrollTable
        label={say('case.measures')}
        head={[
          say('item.measure'),
          say('column.cost'),
          say('column.yearlySaving'),
          say('measure.chosen'),
          say('column.budget'),
        ]}
      >
        {measures.map((measure) => (
          <tr key={measure.key}>
            <th scope="row">{measure.title}</th>
            <td class="number">{money(measure.cost)}</td>
            <td class="number">{money(measure.yearlySaving)}</td>
            <td>
              {measure.chosen
                ? measure.plannedFor
                  ? dayText(speech, measure.plannedFor)
                  : say('answer.yes')
                : say('answer.no')}
            </td>
            <td class="number">{money(measure.budget)}</td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  );
}
