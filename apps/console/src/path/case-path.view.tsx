import type { ForecastView, PathStageView, PathStepView } from '#libs/cases';
import { measureText } from '../text/measure-text.js';
import { listText, type Speech } from '../text/messages.js';
import { partyText } from '../work/party-text.js';
import { datesText, delayOf, delayText, stepDatesText } from './path-dates.js';
import { Stations, type Station } from './stations.view.js';
import { Steps, type Step } from './steps.view.js';
import { TimelineFigure } from './timeline.view.js';

/** A case's path: its stages, what happens in the present one, when it will end, and all of it over time. */
export function CasePath({
  forecast,
  speech,
  hrefOf,
}: {
  readonly forecast: ForecastView;
  readonly speech: Speech;
  /** Page of a step that has been opened; null where the reader may not open it. */
  readonly hrefOf: (id: string) => string | null;
}) {
  const { say } = speech;
  const here = forecast.stages.find(({ state }) => state === 'open' || state === 'late');
  return (
    <section class="card path" aria-labelledby="path-title">
      <div class="head">
        <h2 id="path-title">{say('path.title')}</h2>
        <p class="forecast">{forecastText(speech, forecast)}</p>
      </div>
      <Stations stations={forecast.stages.map((stage) => stationOf(speech, stage))} speech={speech} />
      {here && here.steps.length > 0 && (
        <>
          <h3>{say('path.inside', { stage: here.title })}</h3>
          <Steps steps={here.steps.map((step) => stepOf(speech, step, hrefOf))} />
        </>
      )}
      <h3>{say('path.over-time')}</h3>
      <TimelineFigure forecast={forecast} speech={speech} />
      {forecast.end !== null && <p class="help">{say('path.how')}</p>}
    </section>
  );
}

function stationOf(speech: Speech, stage: PathStageView): Station {
  const { key, title, state, returns } = stage;
  return {
    ...{ key, title, state },
    note: datesText(speech, stage),
    delay: delayText(speech, stage),
    isLater: delayOf(stage) > 0,
    loop: returns === 0 ? '' : speech.say('path.returns', { count: returns }),
  };
}

function stepOf(speech: Speech, step: PathStepView, hrefOf: (id: string) => string | null): Step {
  const { id, key, kind, title, state, measure, parties, returns } = step;
  return {
    ...{ key, kind, title, state },
    href: id === null ? null : hrefOf(id),
    notes: [
      ...(measure === null ? [] : [measureText(speech, measure)]),
      [
        ...(parties.length === 0
          ? []
          : [
              listText(
                speech,
                parties.map((party) => partyText(speech, party)),
              ),
            ]),
        stepDatesText(speech, step),
      ].join(' · '),
    ],
    loop: returns === 0 ? '' : speech.say('path.again', { count: returns }),
  };
}

/** When the path ends, or why nobody can say. */
export function forecastText({ say }: Speech, forecast: ForecastView): string {
  const { end, asOf, stops, stages } = forecast;
  if (end !== null && end <= asOf) return say('path.ended', { at: end });
  if (stops !== null || end === null) {
    const because = stops?.because ?? '';
    const reason =
      because === 'clock-stopped' ? 'stopped' : because === 'calendar.beyond-horizon' ? 'horizon' : 'other';
    return say('path.unknown', { reason, title: stops?.title ?? '' });
  }
  return say(
    stages.some(({ openPlan, state }) => openPlan && state !== 'skipped')
      ? 'path.ends-earliest'
      : 'path.ends',
    { at: end },
  );
}
