import type { OrganisationView, PersonView, ProgrammeView } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { Cell, ChoiceControl, ScrollTable, TextControl } from '../layout/controls.view.js';
import { OnlyProgramme } from '../programme-choice/programme-choice.view.js';
import { listText, type Speech } from '../text/messages.js';
import { SeasonsCard, type Seasons } from '../calendars/seasons.view.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';

interface OrganisationsPageProps {
  readonly visit: Visit;
  readonly organisations: readonly OrganisationView[];
  /** Those whose people the viewer may edit. */
  readonly programmes: readonly ProgrammeView[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly notice: string | null;
}

/** Companies and partners of the viewer's programmes. */
export function OrganisationsPage({
  visit,
  organisations,
  programmes,
  body,
  notice,
}: OrganisationsPageProps) {
  const { speech, hidden } = visit;
  const { say } = speech;
  const tellsEmployees = organisations.some(({ employees }) => employees !== null);
  return (
    <ConsolePage visit={visit} title={say('nav.organisations')} section="organisations">
      <h1>{say('nav.organisations')}</h1>
      <OnlyProgramme visit={visit} />
      <NoticeOf notice={notice} speech={speech} />
      <div class="card">
        <ScrollTable
          label={say('nav.organisations')}
          stacks
          head={[
            say('organisation.name'),
            say('organisation.code'),
            say('organisation.town'),
            ...(tellsEmployees ? [say('organisation.employees')] : []),
            say('nav.cases'),
          ]}
          numbers={[say('organisation.employees')]}
        >
          {organisations.map((one) => (
            <tr key={one.code} role="row">
              <th scope="row" role="rowheader">
                <a href={`/console/organisations/${one.code}`}>
                  <bdi>{one.name}</bdi>
                </a>
                {one.sample && <span class="chip">{say('chip.sample')}</span>}
              </th>
              <Cell head={say('organisation.code')}>
                <span class="code">{one.code}</span>
              </Cell>
              <Cell head={say('organisation.town')}>{one.town}</Cell>
              {tellsEmployees && (
                <Cell head={say('organisation.employees')} isNumber>
                  {one.employees}
                </Cell>
              )}
              <Cell>
                <CaseLinks cases={one.cases} />
              </Cell>
            </tr>
          ))}
        </ScrollTable>
      </div>
      {programmes.length > 0 && (
        <details open={notice !== null}>
          <summary>{say('organisation.add')}</summary>
          <form method="post" action="/console/organisations">
            <Hidden fields={hidden} />
            <OrganisationFields speech={speech} programmes={programmes} values={body} withCode />
            <button type="submit" class="primary">
              {say('organisation.add')}
            </button>
          </form>
        </details>
      )}
    </ConsolePage>
  );
}

interface OrganisationPageProps {
  readonly visit: Visit;
  readonly organisation: OrganisationView;
  readonly people: readonly PersonView[];
  readonly programmes: readonly ProgrammeView[];
  readonly seasons: Seasons;
  readonly notice: string | null;
}

/** One organisation with its people, cases and production seasons. */
export function OrganisationPage({
  visit,
  organisation,
  people,
  programmes,
  seasons,
  notice,
}: OrganisationPageProps) {
  const { speech, hidden, path } = visit;
  const { say } = speech;
  const own = programmes.filter(({ code }) =>
    organisation.programmes.some(({ programme }) => programme === code),
  );
  return (
    <ConsolePage visit={visit} title={organisation.name} section="organisations" narrow>
      <p class="crumbs">
        <a href="/console/organisations">{say('nav.organisations')}</a>
      </p>
      <h1>
        <bdi>{organisation.name}</bdi>
      </h1>
      <p class="why">
        <span class="code">{organisation.code}</span> ·{' '}
        {[organisation.town, organisation.product].filter(Boolean).join(' · ')}
      </p>
      <NoticeOf notice={notice} speech={speech} />
      <section class="card">
        <h2>{say('nav.cases')}</h2>
        {organisation.cases.length === 0 ? (
          <p class="muted">{say('case.none')}</p>
        ) : (
          <CaseLinks cases={organisation.cases} />
        )}
      </section>
      {people.length > 0 && (
        <section class="card">
          <h2>{say('nav.people')}</h2>
          <ul class="files">
            {people.map((person) => (
              <li key={person.id}>
                <a href={`/console/people/${person.id}`}>{person.name}</a>
                <span class="muted">
                  {' '}
                  {listText(
                    speech,
                    person.contactOf.map((contact) => say(`party.${contact.function}`)),
                  )}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {(seasons.mayEdit || seasons.seasons.length > 0) && (
        <SeasonsCard visit={visit} organisation={organisation.code} {...seasons} />
      )}
      {own.length > 0 && (
        <form method="post" action={path} class="card">
          <h2>{say('directory.change')}</h2>
          <Hidden fields={hidden} />
          <OrganisationFields
            speech={speech}
            programmes={own}
            values={{ ...organisation }}
            withCode={false}
          />
          <button type="submit">{say('directory.save')}</button>
        </form>
      )}
    </ConsolePage>
  );
}

/** What was refused, if anything. */
export function NoticeOf({ notice, speech }: { readonly notice: string | null; readonly speech: Speech }) {
  return notice === null ? null : (
    <Notice tone="bad">
      <p>{noticeText(speech, notice)}</p>
    </Notice>
  );
}

function CaseLinks({ cases }: { readonly cases: readonly string[] }) {
  return (
    <>
      {cases.map((reference) => (
        <div key={reference}>
          <a class="code" href={`/console/cases/${reference}`}>
            {reference}
          </a>
        </div>
      ))}
    </>
  );
}

function OrganisationFields({
  speech,
  programmes,
  values,
  withCode,
}: {
  readonly speech: Speech;
  readonly programmes: readonly ProgrammeView[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly withCode: boolean;
}) {
  const { say } = speech;
  const value = (name: string) => {
    const found = values[name];
    return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  };
  return (
    <>
      <ChoiceControl
        name="programme"
        label={say('case.programme')}
        options={programmes.map(({ code, name }) => [code, name])}
      />
      {withCode && (
        <TextControl
          name="code"
          label={say('organisation.code')}
          help={say('organisation.code-help')}
          value={value('code')}
          required
        />
      )}
      <TextControl name="name" label={say('organisation.name')} value={value('name')} required />
      <TextControl
        name="country"
        label={say('organisation.country')}
        value={value('country') || (programmes[0]?.country ?? '')}
        required
      />
      <TextControl name="sector" label={say('organisation.sector')} value={value('sector')} required />
      <TextControl name="town" label={say('organisation.town')} value={value('town')} />
      <TextControl
        name="employees"
        type="number"
        label={say('organisation.employees')}
        value={value('employees')}
      />
      <TextControl name="product" label={say('organisation.product')} value={value('product')} />
    </>
  );
}
