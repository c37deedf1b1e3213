import type { GapView, OrganisationView, PersonView, ProgrammeView } from '#libs/cases';
import { contactFunctions, roles } from '#libs/domain';
import { rolesIn } from '#libs/identity';
import { mailRhythms } from '#libs/persistence';
import { languageNames, languages } from '#libs/wording';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { Cell, ChoiceControl, ScrollTable, TextControl } from '../layout/controls.view.js';
import { OnlyProgramme } from '../programme-choice/programme-choice.view.js';
import { listText, type Speech } from '../text/messages.js';
import { Hidden } from '../work/item-parts.view.js';
import { GapsOf } from './gaps.view.js';
import { NoticeOf } from './organisations.view.js';
import { PersonAddress } from './person-address.view.js';

interface PeopleProps {
  readonly visit: Visit;
  readonly organisations: readonly OrganisationView[];
  readonly programmes: readonly ProgrammeView[];
  readonly notice: string | null;
  /** What the people named could not settle. */
  readonly gaps: readonly GapView[];
}

/** The address book of the viewer's programmes. */
export function PeoplePage({
  visit,
  people,
  organisations,
  programmes,
  body,
  notice,
  gaps,
}: PeopleProps & {
  readonly people: readonly PersonView[];
  readonly body: Readonly<Record<string, unknown>>;
}) {
  const { speech, hidden } = visit;
  const { say } = speech;
  return (
    <ConsolePage visit={visit} title={say('nav.people')} section="people">
      <h1>{say('nav.people')}</h1>
      <OnlyProgramme visit={visit} />
      <NoticeOf notice={notice} speech={speech} />
      <GapsOf gaps={gaps} speech={speech} />
      <div class="card">
        <ScrollTable
          label={say('nav.people')}
          stacks
          head={[say('person.name'), say('person.roles'), say('sign-in.email'), say('person.phone')]}
        >
          {people.map((person) => (
            <tr key={person.id} role="row">
              <th scope="row" role="rowheader">
                <a href={`/console/people/${person.id}`}>
                  <bdi>{person.name}</bdi>
                </a>
                {person.hasAccount && <span class="chip done">{say('chip.account')}</span>}
                {person.sample && <span class="chip">{say('chip.sample')}</span>}
              </th>
              <Cell>{standing(speech, person)}</Cell>
              <Cell>
                <bdi>{person.email}</bdi>
              </Cell>
              <Cell>
                <bdi class="nowrap" dir="ltr">
                  {person.phone}
                </bdi>
              </Cell>
            </tr>
          ))}
        </ScrollTable>
      </div>
      {programmes.length > 0 && (
        <details open={notice !== null}>
          <summary>{say('person.add')}</summary>
          <form method="post" action="/console/people">
            <Hidden fields={hidden} />
            <ChoiceControl
              name="programme"
              label={say('case.programme')}
              options={programmes.map(({ code, name }) => [code, name])}
            />
            <PersonFields speech={speech} organisations={organisations} values={body} />
            <button type="submit" class="primary">
              {say('person.add')}
            </button>
          </form>
        </details>
      )}
    </ConsolePage>
  );
}

/** One person: address, functions, roles and sign-in, each a small form of its own. */
export function PersonPage({
  visit,
  person,
  organisations,
  programmes,
  notice,
  gaps,
}: PeopleProps & { readonly person: PersonView }) {
  const { speech, hidden, path } = visit;
  const { say } = speech;
  const [programme] = programmes;
  return (
    <ConsolePage visit={visit} title={person.name} section="people" narrow>
      <p class="crumbs">
        <a href="/console/people">{say('nav.people')}</a>
      </p>
      <h1>
        <bdi>{person.name}</bdi>
      </h1>
      <p class="why">
        <span class="code">{person.id}</span> · {standing(speech, person)}
      </p>
      <NoticeOf notice={notice} speech={speech} />
      <GapsOf gaps={gaps} speech={speech} />
      {!programme && <PersonAddress person={person} speech={speech} />}
      {programme && (
        <>
          <form method="post" action={path} class="card">
            <h2>{say('directory.change')}</h2>
            <Hidden fields={[...hidden, ['programme', programme.code]]} />
            <PersonFields speech={speech} organisations={organisations} values={{ ...person }} />
            <button type="submit" name="do" value="change">
              {say('directory.save')}
            </button>
          </form>
          <form method="post" action={path} class="card">
            <h2>{say('person.contact')}</h2>
            <Hidden fields={[...hidden, ['programme', programme.code]]} />
            <div class="field">
              <label for="contact-of">{say('organisation.name')}</label>
              <select id="contact-of" name="organisation">
                {organisations.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name} ({code})
                  </option>
                ))}
              </select>
            </div>
            <ChoiceControl
              name="function"
              label={say('signature.function')}
              options={contactFunctions.map((one) => [one, say(`party.${one}`)])}
            />
            <button type="submit" name="do" value="contact">
              {say('person.contact')}
            </button>
          </form>
          <form method="post" action={path} class="card">
            <h2>{say('person.role')}</h2>
            <Hidden fields={[...hidden, ['programme', programme.code]]} />
            <ChoiceControl
              name="role"
              label={say('person.roles')}
              options={roles.map((one) => [one, say(`party.${one}`)])}
            />
            <TextControl name="country" label={say('person.country')} help={say('person.country-help')} />
            <button type="submit" name="do" value="role">
              {say('person.role')}
            </button>
          </form>
          {rolesIn(visit.viewer, programme.code).includes('administrator') && (
            <form method="post" action="/console/accounts" class="card">
              <h2>{say('account.invite')}</h2>
              <p class="help">{say('account.invite-help')}</p>
              <Hidden fields={[...hidden, ['programme', programme.code], ['person', person.id]]} />
              <button type="submit" name="do" value="invite">
                {say('account.invite')}
              </button>
            </form>
          )}
        </>
      )}
    </ConsolePage>
  );
}

function PersonFields({
  speech,
  organisations,
  values,
}: {
  readonly speech: Speech;
  readonly organisations: readonly OrganisationView[];
  readonly values: Readonly<Record<string, unknown>>;
}) {
  const { say } = speech;
  const value = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  return (
    <>
      <TextControl name="name" label={say('person.name')} value={value('name')} required />
      <TextControl name="email" type="email" label={say('sign-in.email')} value={value('email')} />
      <TextControl name="phone" type="tel" label={say('person.phone')} value={value('phone')} />
      <ChoiceControl
        name="language"
        label={say('page.language')}
        value={value('language') || 'fr'}
        options={languages.map((language) => [language, languageNames[language]])}
      />
      <ChoiceControl
        name="organisation"
        label={say('person.organisation')}
        value={value('organisation')}
        empty={say('person.no-organisation')}
        options={organisations.map(({ code, name }) => [code, `${name} (${code})`])}
      />
      <RhythmControl speech={speech} value={value('mailRhythm') || 'single'} />
    </>
  );
}

/** How somebody wants reminders. */
export function RhythmControl({ speech, value }: { readonly speech: Speech; readonly value: string }) {
  return (
    <ChoiceControl
      name="mailRhythm"
      label={speech.say('rhythm.label')}
      value={value}
      options={mailRhythms.map((rhythm) => [rhythm, speech.say(`rhythm.${rhythm}`)])}
    />
  );
}

function standing(speech: Speech, person: PersonView): string {
  const { say } = speech;
  return listText(speech, [
    ...person.grants.map(
      ({ role, programme, country }) =>
        `${say(`party.${role}`)} (${programme === '*' ? say('filter.all') : programme}${country === '*' ? '' : `, ${country}`})`,
    ),
    ...person.contactOf.map((contact) => `${say(`party.${contact.function}`)} (${contact.organisation})`),
  ]);
}
