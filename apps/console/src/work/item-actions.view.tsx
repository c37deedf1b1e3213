import type { ItemView } from '#libs/cases';
import { may as mayDo } from '#libs/identity';
import type { Visit } from '../http/visit.js';
import { newFormKey } from '../http/tokens.js';
import { Hidden } from './item-parts.view.js';

/** The way back to the case. */
export function ItemCrumbs({ view }: { readonly view: ItemView }) {
  const { reference, organisationName } = view.case;
  return (
    <p class="crumbs">
      <a href={`/console/cases/${reference}`}>
        <bdi>{organisationName}</bdi> · <bdi>{reference}</bdi>
      </a>{' '}
      · {view.item.stageTitle}
    </p>
  );
}

/** An open step of an expert's that asks for a date: the day of a visit is such a one. */
export function concernsVisit({ item, form }: Pick<ItemView, 'item' | 'form'>): boolean {
  return (
    item.status === 'open' &&
    item.parties.some((party) => 'role' in party && party.role === 'expert') &&
    (form?.fields.some((field) => field.type === 'date' && field.fact !== undefined) ?? false)
  );
}

/** What whoever looks after a case can do with one of its steps, beside settling it. */
export function ItemActions({ view, visit }: { readonly view: ItemView; readonly visit: Visit }) {
  const { may, item, case: summary } = view;
  const { say } = visit.speech;
  const here = `/console/items/${item.id}`;
  const onCase = (action: string) => `/console/cases/${summary.reference}/${action}?task=${item.id}`;
  const mayVisit = concernsVisit(view) && mayDo(visit.viewer, 'arrange-visits', summary);
  const links: readonly (readonly [boolean, string, string])[] = [
    [mayVisit, `/console/cases/${summary.reference}/visits/new?task=${item.id}`, say('visit.propose')],
    [may.transcribe, `${here}/transcription`, say('transcribe.title')],
    [may.transcribe, onCase('logContact'), say('action.logContact')],
    [may.extend, onCase('extend'), say('action.extend')],
    [may.suspend, onCase('suspend'), say('action.suspend')],
    [may.resume, onCase('resume'), say('action.resume')],
    [may.fileDocuments, `${here}/filing`, say('filing.title')],
  ];
  const offered = links.filter(([allowed]) => allowed);
  if (offered.length === 0 && !may.copyLink) return null;
  return (
    <section class="before">
      <h2>{say('item.more')}</h2>
      <div class="actions">
        {offered.map(([, href, words]) => (
          <a key={href} class="button small" href={href}>
            {words}
          </a>
        ))}
        {may.copyLink &&
          view.speakers.map(({ person, name }) => (
            <form key={person} method="post" action={`${here}/copied-link`}>
              <Hidden fields={[...visit.hidden, ['key', newFormKey()], ['person', person]]} />
              <button type="submit" class="small">
                {say('copy-link.for', { name })}
              </button>
            </form>
          ))}
      </div>
    </section>
  );
}
