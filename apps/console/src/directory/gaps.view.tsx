import type { GapView } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { Notice } from '../work/item-parts.view.js';

/** What the programme's people could not settle any more, told to whoever can name others. */
export function GapsOf({ gaps, speech }: { readonly gaps: readonly GapView[]; readonly speech: Speech }) {
  const { say } = speech;
  if (gaps.length === 0) return null;
  return (
    <Notice tone="bad">
      <p>{say('gaps.intro')}</p>
      <ul>
        {gaps.map(({ definition, key, title, need, possible, companies, expired }) => (
          <li key={`${definition} ${key} ${String(expired)} ${companies.join()}`}>
            {say('gaps.item', { title, need, possible })}
            {expired && ` ${say('gaps.expired')}`}
            {companies.length > 0 && ` (${companies.join(', ')})`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
