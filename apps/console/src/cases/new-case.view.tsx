import type { DefinitionView, OrganisationView, ProgrammeView } from '#libs/cases';
import { ConsolePage } from '../layout/console.view.js';
import { ChoiceControl } from '../layout/controls.view.js';
import type { Visit } from '../http/visit.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';

export interface NewCasePageProps {
  readonly visit: Visit;
  readonly programmes: readonly ProgrammeView[];
  readonly organisations: readonly OrganisationView[];
  readonly definitions: readonly DefinitionView[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly notice: string | null;
  readonly formKey: string;
}

/** Opens a case for an organisation; its director is invited at once. */
export function NewCasePage({
  visit,
  programmes,
  organisations,
  definitions,
  body,
  notice,
  formKey,
}: NewCasePageProps) {
  const { speech, hidden } = visit;
  const { say } = speech;
  const open = programmes.filter(({ mayOpen }) => mayOpen);
  const typed = (name: string) => (typeof body[name] === 'string' ? body[name] : undefined);
  const companies = organisations.filter(({ programmes: parts }) =>
    parts.some(({ programme }) => open.some(({ code }) => code === programme)),
  );
  const keys = new Map(definitions.map(({ key, title }) => [key, title]));
  return (
    <ConsolePage visit={visit} title={say('case.open')} section="cases" narrow>
      <p class="crumbs">
        <a href="/console/cases">{say('nav.cases')}</a>
      </p>
      <h1>{say('case.open')}</h1>
      <p class="why">{say('case.open-means')}</p>
      {open.length > 0 && (
        <p>
          <a href="/console/earlier-cases">{say('earlier.link')}</a>
        </p>
      )}
      {notice && (
        <Notice tone="bad">
          <p>{noticeText(speech, notice)}</p>
        </Notice>
      )}
      {open.length === 0 ? (
        <Nowhere visit={visit} />
      ) : (
        <form method="post" action="/console/cases/new" class="card">
          <Hidden fields={[...hidden, ['key', typed('key') ?? formKey]]} />
          <ChoiceControl
            name="programme"
            label={say('case.programme')}
            value={typed('programme') ?? visit.programme}
            options={open.map(({ code, name }) => [code, name])}
          />
          <ChoiceControl
            name="organisation"
            label={say('item.company')}
            value={typed('organisation')}
            empty={say('form.choose')}
            options={companies.map(({ code, name, cases }) => [
              code,
              cases.length > 0 ? `${name} (${code}) · ${cases.join(', ')}` : `${name} (${code})`,
            ])}
          />
          <ChoiceControl
            name="definition"
            label={say('case.definition')}
            value={typed('definition') ?? 'sme-cleaner-production'}
            options={[...keys]}
          />
          <div class="actions">
            <button type="submit" class="primary">
              {say('case.open')}
            </button>
            <a class="button" href="/console/cases">
              {say('button.cancel')}
            </a>
          </div>
        </form>
      )}
    </ConsolePage>
  );
}

/** Whoever came here by an address of somebody else's. */
function Nowhere({ visit: { speech } }: { readonly visit: Visit }) {
  return (
    <Notice tone="info">
      <p>
        {noticeText(speech, 'refusal.action.forbidden')}{' '}
        <a href="/console/cases">{speech.say('nav.cases')}</a>
      </p>
    </Notice>
  );
}
