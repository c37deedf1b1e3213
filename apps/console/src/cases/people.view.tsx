import type { CaseHead, CasePeopleView, CasePersonView } from '#libs/cases';
import type { Visit } from '../http/visit.js';
import { ScrollTable } from '../layout/controls.view.js';
import { listText, type Speech } from '../text/messages.js';
import { fullReadersText } from '../work/who-sees.view.js';
import { CaseFrame } from './case-frame.view.js';
import { HandedOver } from './handed-over.view.js';
import { ProgrammeName } from '../layout/name.view.js';

export interface CasePeoplePageProps {
  readonly visit: Visit;
  readonly head: CaseHead;
  readonly view: CasePeopleView;
  readonly temporalUrl: string | null;
}

/** Who has to do with a case: its company, its programme, who stands in for whom, and who sees what. */
export function CasePeoplePage({ visit, head, view, temporalUrl }: CasePeoplePageProps) {
  const { speech } = visit;
  const { say } = speech;
  const { people, handovers, sights } = view;
  return (
    <CaseFrame visit={visit} head={head} tab="people" temporalUrl={temporalUrl}>
      {people ? (
        <>
          <section class="card" aria-labelledby="contacts-title">
            <h2 id="contacts-title">
              {say('people-of.contacts')} · <bdi>{head.case.organisationName}</bdi>
            </h2>
            <PeopleTable
              label={say('people-of.contacts')}
              rows={people.contacts.map(({ function: held, held: isHeld, people: some }) => ({
                key: held,
                title: say(`role-of.${held}`),
                remark: isHeld ? null : say('people-of.director-instead'),
                people: some,
              }))}
              speech={speech}
            />
          </section>
          <section class="card" aria-labelledby="programme-title">
            <h2 id="programme-title">
              {say('people-of.programme')} · <ProgrammeName name={head.case.programmeName} />
            </h2>
            <PeopleTable
              label={say('people-of.programme')}
              rows={people.holders.map(({ role, people: some }) => ({
                key: role,
                title: say(`role-of.${role}`),
                remark: null,
                people: some,
              }))}
              own={people.coordinator?.id}
              speech={speech}
            />
          </section>
        </>
      ) : (
        <p class="callout">{say('people-of.no-names')}</p>
      )}
      {handovers && handovers.length > 0 && <HandedOver handovers={handovers} visit={visit} />}
      <section class="card" aria-labelledby="sights-title">
        <h2 id="sights-title">{say('sights.title')}</h2>
        <p>{fullReadersText(speech, head.case.organisationName)}</p>
        <dl class="facts">
          {sights.map((sight) => (
            <div key={sight.role}>
              <dt>{say(`role-of.${sight.role}`)}</dt>
              <dd>
                <Sights sight={sight} speech={speech} />
              </dd>
            </div>
          ))}
        </dl>
        <p class="muted">{say('sights.party')}</p>
      </section>
    </CaseFrame>
  );
}

function Sights({
  sight: { tasks, measures },
  speech,
}: {
  readonly sight: CasePeopleView['sights'][number];
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <ul class="plain">
      <li>{say('people-of.sight-base')}</li>
      {tasks.map(({ title, fields }) => (
        <li key={title}>{say('people-of.sight-task', { task: title, fields: listText(speech, fields) })}</li>
      ))}
      {measures && <li>{say('sights.measures')}</li>}
    </ul>
  );
}

interface PeopleRow {
  readonly key: string;
  readonly title: string;
  readonly remark: string | null;
  readonly people: readonly CasePersonView[];
}

/** A line a person, under the function or the role that makes them one of the case. */
function PeopleTable({
  label,
  rows,
  own,
  speech,
}: {
  readonly label: string;
  readonly rows: readonly PeopleRow[];
  /** Code of the person who is this very case's own. */
  readonly own?: string | undefined;
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <ScrollTable
      label={label}
      head={[say('person.roles'), say('person.name'), say('sign-in.email'), say('person.phone')]}
    >
      {rows.map((row) =>
        row.people.length === 0 ? (
          <tr key={row.key}>
            <th scope="row">{row.title}</th>
            <td colSpan={3} class="muted">
              {say('people-of.nobody')}
            </td>
          </tr>
        ) : (
          row.people.map((person, index) => (
            <tr key={`${row.key} ${person.id}`}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={row.people.length}>
                  {row.title}
                  {row.remark && <div class="muted">{row.remark}</div>}
                </th>
              )}
              <Person
                person={person}
                isOwn={person.id === own && row.key === 'coordinator'}
                speech={speech}
              />
            </tr>
          ))
        ),
      )}
    </ScrollTable>
  );
}

function Person({
  person,
  isOwn,
  speech,
}: {
  readonly person: CasePersonView;
  readonly isOwn: boolean;
  readonly speech: Speech;
}) {
  const { say } = speech;
  const { id, name, email, phone, language, organisation, partners, substitutes, unreachable } = person;
  return (
    <>
      <td>
        <a href={`/console/people/${id}`}>
          <bdi>{name}</bdi>
        </a>
        {isOwn && <span class="chip done">{say('people-of.own')}</span>}
        {(organisation !== null || partners.length > 0) && (
          <div class="muted">
            {[
              ...(organisation === null ? [] : [organisation]),
              ...partners.map((each) => say(`party.partner-${each}`)),
            ].join(' · ')}
          </div>
        )}
        {substitutes.length > 0 && (
          <div>
            <span class="chip warn">
              {say('people-of.substitutes', { names: listText(speech, substitutes) })}
            </span>
          </div>
        )}
      </td>
      <td>
        {email && <a href={`mailto:${email}`}>{<bdi>{email}</bdi>}</a>}
        {email && <div class="muted">{say('people-of.language', { language })}</div>}
        {unreachable && <span class="chip late">{say('people-of.unreachable')}</span>}
      </td>
      <td>
        {phone && (
          <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
            <bdi dir="ltr">{phone}</bdi>
          </a>
        )}
      </td>
    </>
  );
}
