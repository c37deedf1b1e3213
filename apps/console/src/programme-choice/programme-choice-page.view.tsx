import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { Choices } from './programme-choice.view.js';

/** All programmes to choose from, for whoever has too many for a menu. */
export function ProgrammeChoicePage({ visit, back }: { readonly visit: Visit; readonly back: string }) {
  const title = visit.speech.say('programme-choice.title');
  return (
    <ConsolePage visit={visit} title={title} section="programmes">
      <h1>{title}</h1>
      <div class="card programmes">
        <Choices visit={visit} back={back} offered={visit.programmes} />
      </div>
    </ConsolePage>
  );
}
