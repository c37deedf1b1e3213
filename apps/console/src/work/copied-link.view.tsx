import type { CopiedLink, ItemView } from '#libs/cases';
import { ConsolePage } from '../layout/console.view.js';
import type { Visit } from '../http/visit.js';
import { inZone } from '../text/messages.js';
import { ItemCrumbs } from './item-actions.view.js';
import { Notice } from './item-parts.view.js';

/** A link to one step, to be pasted into a messenger, and what it is trusted with. */
export function CopiedLinkPage({
  visit,
  view,
  copied,
}: {
  readonly visit: Visit;
  readonly view: ItemView;
  readonly copied: CopiedLink;
}) {
  const { say } = inZone(visit.speech, view.case.timeZone);
  const name = view.speakers.find(({ person }) => person === copied.person)?.name ?? copied.person;
  return (
    <ConsolePage visit={visit} title={say('copy-link.title')} section="cases" narrow>
      <ItemCrumbs view={view} />
      <h1>{say('copy-link.title')}</h1>
      <p class="why">{say('copy-link.why', { name, title: view.item.title })}</p>
      <div class="card">
        <div class="field">
          <label for="link">{say('copy-link.label')}</label>
          <textarea id="link" rows={3} readOnly>
            {copied.url}
          </textarea>
        </div>
        <p>{say('copy-link.until', { at: copied.expiresAt })}</p>
      </div>
      <Notice tone="info">
        <p>{say('copy-link.trust')}</p>
      </Notice>
      <a class="button" href={`/console/items/${view.item.id}`}>
        {say('copy-link.back')}
      </a>
    </ConsolePage>
  );
}
