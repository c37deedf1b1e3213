import type { ComponentChildren } from 'preact';
import type { Visit } from '../http/visit.js';
import { ChoiceControl } from './controls.view.js';

/** Narrows a list to what is the reader's own, and by what stands inside; the choice is kept in the page's address. */
export function MineFilter({
  visit,
  action,
  kept,
  words: { label, all, mine },
  isMine,
  children,
}: {
  readonly visit: Visit;
  readonly action: string;
  /** What else the address says, the programme apart. */
  readonly kept: readonly (readonly [string, string])[];
  readonly words: { readonly label: string; readonly all: string; readonly mine: string };
  readonly isMine: boolean;
  /** Further controls. */
  readonly children?: ComponentChildren;
}) {
  const { programme, speech } = visit;
  const hidden = [...kept, ...(programme === '' ? [] : [['programme', programme] as const])];
  return (
    <form method="get" action={action} class="filters">
      {hidden.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ChoiceControl
        name="mine"
        label={label}
        empty={all}
        value={isMine ? 'yes' : ''}
        options={[['yes', mine]]}
      />
      {children}
      <button type="submit">{speech.say('filter.apply')}</button>
    </form>
  );
}
