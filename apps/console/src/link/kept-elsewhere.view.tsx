import type { UnsentPage } from '#libs/cases';
import type { Speech } from '../text/messages.js';
import { Notice } from '../work/item-parts.view.js';

/** Where else behind the link something waits that was typed until an earlier link was over. */
export function KeptElsewhere({
  unsent,
  path,
  speech,
}: {
  readonly unsent: readonly UnsentPage[];
  /** Path of the link's own page. */
  readonly path: string;
  readonly speech: Speech;
}) {
  const { say } = speech;
  const pages = unsent.flatMap(({ form }) => {
    const [, visit] = /^visit (.*)$/.exec(form) ?? [];
    if (visit !== undefined) return { href: `${path}/visits/${visit}`, words: say('visit.page-title') };
    return form === 'leave' ? { href: `${path}/leave`, words: say('leave.title') } : [];
  });
  if (pages.length === 0) return null;
  return (
    <Notice tone="info">
      <p>{say('link.kept-elsewhere')}</p>
      <ul class="plain">
        {pages.map(({ href, words }) => (
          <li key={href}>
            <a href={`${href}?lang=${speech.language}`}>{words}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
