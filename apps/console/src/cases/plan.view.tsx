import type { CaseView } from '#libs/cases';
import { ScrollTable } from '../layout/controls.view.js';
import { measureText } from '../text/measure-text.js';
import { dayText, moneyText, type Speech } from '../text/messages.js';

/** What the company has undertaken, by date, and what became of it. */
export function Milestones({
  view,
  speech,
}: {
  readonly view: Pick<CaseView, 'milestones'>;
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <section class="card" aria-labelledby="milestones-title">
      <h2 id="milestones-title">{say('case.milestones')}</h2>
      <ScrollTable
        label={say('case.milestones')}
        head={[say('item.measure'), say('milestone.date'), say('milestone.status')]}
      >
        {view.milestones.map((milestone) => (
          <tr key={milestone.key}>
            <th scope="row">{measureText(speech, milestone.title)}</th>
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

/** What was recommended, at what cost and for what gain, what the company chose of it, and what that comes to. */
export function Measures({
  measures,
  currency,
  speech,
}: {
  readonly measures: NonNullable<CaseView['measures']>;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly speech: Speech;
}) {
  const { say } = speech;
  const money = (amount: number | null) => (amount === null ? '' : moneyText(speech, amount, currency));
  return (
    <section class="card" aria-labelledby="measures-title">
      <h2 id="measures-title">{say('case.measures')}</h2>
      <ScrollTable
        label={say('case.measures')}
        head={[
          say('item.measure'),
          say('column.cost'),
          say('column.yearlySaving'),
          say('measure.chosen'),
          say('column.budget'),
        ]}
        numbers={[say('column.cost'), say('column.yearlySaving'), say('column.budget')]}
      >
        {measures.map((measure) => (
          <tr key={measure.key}>
            <th scope="row">
              {measureText(speech, measure.title)}
              {measure.outcome && <span class="chip done">{say(`milestone.${measure.outcome}`)}</span>}
            </th>
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
        <Sum title={say('case.totals')} measures={measures} money={money} />
        <Sum
          title={say('case.totals-chosen')}
          measures={measures.filter(({ chosen }) => chosen)}
          money={money}
        />
      </ScrollTable>
    </section>
  );
}

/** Figures that are not open to the reader add up to nothing, not to zero. */
function Sum({
  title,
  measures,
  money,
}: {
  readonly title: string;
  readonly measures: NonNullable<CaseView['measures']>;
  readonly money: (amount: number | null) => string;
}) {
  const sum = (column: 'cost' | 'yearlySaving' | 'budget') => {
    const amounts = measures.flatMap((measure) => measure[column] ?? []);
    return amounts.length === 0 ? null : amounts.reduce((total, amount) => total + amount, 0);
  };
  return (
    <tr class="sum">
      <th scope="row">{title}</th>
      <td class="number">{money(sum('cost'))}</td>
      <td class="number">{money(sum('yearlySaving'))}</td>
      <td />
      <td class="number">{money(sum('budget'))}</td>
    </tr>
  );
}
