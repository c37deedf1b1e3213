import type { ProgrammeView } from '#libs/cases';
import { ChoiceControl } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';

/** What a list is narrowed to: one of the reader's programmes. */
export interface ShownProgramme {
  /** All of the reader's. */
  readonly programmes: readonly ProgrammeView[];
  /** Code; empty for all of them. */
  readonly programme: string;
}

/** The one asked for in a page's address, if it is one of the reader's. */
export function shownProgramme(programmes: readonly ProgrammeView[], asked: unknown): ShownProgramme {
  return { programmes, programme: programmes.find(({ code }) => code === asked)?.code ?? '' };
}

/** Narrows a list to one programme, for whoever takes part in several; kept in the page's address. */
export function ProgrammeFilter({
  visit,
  action,
  shown: { programmes, programme },
  kept = [],
}: {
  readonly visit: Visit;
  readonly action: string;
  readonly shown: ShownProgramme;
  /** What else the address says. */
  readonly kept?: readonly (readonly [string, string])[];
}) {
  const { say } = visit.speech;
  if (programmes.length < 2) return null;
  return (
    <form method="get" action={action} class="filters">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ChoiceControl
        name="programme"
        label={say('case.programme')}
        empty={say('filter.all')}
        value={programme}
        options={programmes.map(({ code, name }) => [code, name])}
      />
      <button type="submit">{say('filter.apply')}</button>
    </form>
  );
}
