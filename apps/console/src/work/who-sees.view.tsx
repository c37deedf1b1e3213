import type { ItemView } from '#libs/cases';
import { fullReaders } from '#libs/identity';
import { listText, type Speech } from '../text/messages.js';
import { Notice } from './item-parts.view.js';

/** Said before anybody acts in somebody else's place. */
export function ActsFor({ view, speech }: { readonly view: ItemView; readonly speech: Speech }) {
  const { actsFor, actsForUntil, kind } = view.item;
  return actsFor === null || actsForUntil === null ? null : (
    <Notice tone="info">
      <p>{speech.say('substitution.acts-for', { kind, name: actsFor, until: actsForUntil - 1 })}</p>
    </Notice>
  );
}

/** Who reads all that a company answers and hands in. */
export function fullReadersText(speech: Speech, company: string): string {
  const readers = fullReaders.flatMap((reader) =>
    reader === 'contact' || reader === 'director' ? [] : [speech.say(`party.${reader}`)],
  );
  return speech.say('sights.all', { company, readers: listText(speech, readers) });
}

/** Who sees what is answered here: every page of a company says it (I15). */
export function WhoSees({ view, speech }: { readonly view: ItemView; readonly speech: Speech }) {
  const { say } = speech;
  return (
    <details class="sights" open={view.form !== null && view.item.mayAct}>
      <summary>{say('sights.title')}</summary>
      <p>{fullReadersText(speech, view.case.organisationName)}</p>
      <ul>
        {view.sights.map(({ role, fields, measures }) => (
          <li key={role}>
            {say('sights.role', {
              role: say(`party.${role}`),
              fields: fields.length === 0 ? 'none' : 'some',
              names: listText(speech, fields),
            })}
            {measures && ` ${say('sights.measures')}`}
          </li>
        ))}
      </ul>
      <p class="muted">{say('sights.party')}</p>
    </details>
  );
}
