import type { MeasureView } from '#libs/cases';

/** What measures bring a company a year and cost it once, in the programme's currency. */
export interface Gain {
  readonly count: number;
  readonly yearlySaving: number;
  readonly cost: number;
}

/** What is in place now, and what will be once all that the company has chosen is. */
export interface Gains {
  readonly soFar: Gain;
  readonly onceDone: Gain;
}

/** A measure in place saves what was calculated for it; one in place partly is not counted yet. An amount nobody gave counts as nothing. */
export function gainsOf(measures: readonly MeasureView[]): Gains {
  const chosen = measures.filter((measure) => measure.chosen === true && measure.outcome !== 'abandoned');
  return {
    soFar: sumOf(chosen.filter(({ outcome }) => outcome === 'implemented' || outcome === 'done-before')),
    onceDone: sumOf(chosen),
  };
}

function sumOf(measures: readonly MeasureView[]): Gain {
  const sum = (amount: (measure: MeasureView) => number | null) =>
    measures.reduce((total, measure) => total + (amount(measure) ?? 0), 0);
  return {
    count: measures.length,
    yearlySaving: sum(({ yearlySaving }) => yearlySaving),
    cost: sum(({ budget, cost }) => budget ?? cost),
  };
}
