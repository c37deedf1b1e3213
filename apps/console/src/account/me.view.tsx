import type { PersonView, ProgrammeView, SubstitutionView } from '#libs/cases';
import { rolesIn, type OpenSession } from '#libs/identity';
import { browserName } from './browser-name.js';
import { NoticeOf } from '../directory/organisations.view.js';
import { RhythmControl } from '../directory/people.view.js';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { ChoiceControl, ScrollTable, TextControl } from '../layout/controls.view.js';
import { dayText } from '../text/messages.js';
import { Hidden } from '../work/item-parts.view.js';

interface MePageProps {
  readonly visit: Visit;
  readonly substitutions: readonly SubstitutionView[];
  readonly sessions: readonly OpenSession[];
  /** Id of the session this page is shown in. */
  readonly own: string;
  readonly programmes: readonly ProgrammeView[];
  /** Whom the viewer may choose from; empty for who sees no people and names a code. */
  readonly people: readonly PersonView[];
  /** How the viewer wants reminders. */
  readonly rhythm: PersonView['mailRhythm'];
  readonly body: Readonly<Record<string, unknown>>;
  readonly notice: string | null;
}

/** Who stands in for whom, how one is written to, and where one is signed in. */
export function MePage(props: MePageProps) {
  const { visit, notice } = props;
  const { speech, viewer } = visit;
  return (
    <ConsolePage visit={visit} title={viewer.name} section="me" narrow>
      <h1>{viewer.name}</h1>
      <p class="why">
        <span class="code">{viewer.person}</span>
      </p>
      <NoticeOf notice={notice} speech={speech} />
      {viewer.standsInFor.map(({ person, name, programme, until }) => (
        <p key={`${person} ${programme}`} class="callout info" role="status">
          {speech.say('substitution.you-stand-in', { name, programme, until })}
        </p>
      ))}
      <Substitutions {...props} />
      <Reminders {...props} />
      <Shortcuts {...props} />
      <Sessions {...props} />
    </ConsolePage>
  );
}

function Substitutions({ visit, substitutions, programmes, people, body }: MePageProps) {
  const { speech, hidden, viewer } = visit;
  const { say } = speech;
  const value = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  const options = people.map(({ id, name }): readonly [string, string] => [id, `${name} (${id})`]);
  const administers = programmes.some(({ code }) => rolesIn(viewer, code).includes('administrator'));
  return (
    <section class="card">
      <h2>{say('substitution.title')}</h2>
      <p class="help">{say('substitution.help')}</p>
      {substitutions.length > 0 && (
        <ScrollTable
          label={say('substitution.title')}
          head={[
            say('substitution.person'),
            say('substitution.substitute'),
            say('substitution.days'),
            say('case.programme'),
            say('substitution.status'),
          ]}
        >
          {substitutions.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.personName}</th>
              <td>{one.substituteName}</td>
              <td>
                {dayText(speech, one.startsOn)} – {dayText(speech, one.endsOn)}
              </td>
              <td>{one.programme}</td>
              <td>
                {say(`substitution.${one.status}`)}
                {one.mayEnd && (
                  <form method="post" action="/console/me">
                    <Hidden fields={[...hidden, ['substitution', one.id]]} />
                    <button type="submit" class="small" name="do" value="end-substitution">
                      {say('substitution.end')}
                    </button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </ScrollTable>
      )}
      <form method="post" action="/console/me">
        <h3>{say('substitution.arrange')}</h3>
        <Hidden fields={hidden} />
        <ChoiceControl
          name="programme"
          label={say('case.programme')}
          value={value('programme')}
          options={programmes.map(({ code, name }) => [code, name])}
        />
        {administers && (
          <ChoiceControl
            name="person"
            label={say('substitution.person')}
            value={value('person') || viewer.person}
            options={options}
          />
        )}
        {options.length > 0 ? (
          <ChoiceControl
            name="substitute"
            label={say('substitution.substitute')}
            value={value('substitute')}
            options={options.filter(([id]) => administers || id !== viewer.person)}
          />
        ) : (
          <TextControl
            name="substitute"
            label={say('substitution.substitute')}
            help={say('substitution.code-help')}
            value={value('substitute')}
            required
          />
        )}
        <TextControl
          name="startsOn"
          type="date"
          label={say('substitution.from')}
          value={value('startsOn')}
          required
        />
        <TextControl
          name="endsOn"
          type="date"
          label={say('substitution.to')}
          value={value('endsOn')}
          required
        />
        <TextControl name="reason" label={say('substitution.reason')} value={value('reason')} />
        <button type="submit" class="primary" name="do" value="substitute">
          {say('substitution.arrange')}
        </button>
      </form>
    </section>
  );
}

function Reminders({ visit, rhythm }: MePageProps) {
  const { speech, hidden } = visit;
  return (
    <form method="post" action="/console/me" class="card" id="rhythm">
      <h2>{speech.say('rhythm.title')}</h2>
      <p class="help">{speech.say('rhythm.help')}</p>
      <Hidden fields={hidden} />
      <RhythmControl speech={speech} value={rhythm} />
      <button type="submit" name="do" value="prefer">
        {speech.say('directory.save')}
      </button>
    </form>
  );
}

/** Single keys can surprise whoever dictates: they can be turned off (WCAG 2.1.4). */
function Shortcuts({ visit }: MePageProps) {
  const { speech, hidden, viewer } = visit;
  return (
    <form method="post" action="/console/me" class="card">
      <h2>{speech.say('shortcuts.title')}</h2>
      <p class="help">{speech.say('shortcuts.about', { key: '?' })}</p>
      <Hidden fields={hidden} />
      <label class="tick" id="shortcuts-choice">
        <input type="checkbox" name="shortcuts" value="yes" checked={viewer.shortcuts !== false} />
        <span>{speech.say('shortcuts.on')}</span>
      </label>
      <button type="submit" name="do" value="prefer-keys">
        {speech.say('directory.save')}
      </button>
    </form>
  );
}

function Sessions({ visit, sessions, own }: MePageProps) {
  const { speech, hidden } = visit;
  const { say } = speech;
  return (
    <section class="card">
      <h2>{say('session.title')}</h2>
      <p class="help">{say('session.help')}</p>
      <ScrollTable
        label={say('session.title')}
        head={[say('session.browser'), say('session.place'), say('session.seen'), say('session.end')]}
      >
        {sessions.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              {one.kind === 'token'
                ? say('session.token')
                : (browserName(one.browser) ?? say('session.unknown'))}
              {one.id === own && <span class="chip">{say('session.this')}</span>}
            </th>
            <td>{one.place}</td>
            <td>{say('date.full-time', { at: one.lastSeen ?? one.createdAt ?? one.expiresAt })}</td>
            <td>
              {one.id !== own && (
                <form method="post" action="/console/me">
                  <Hidden fields={[...hidden, ['session', one.id]]} />
                  <button type="submit" class="small" name="do" value="end-session">
                    {say('session.end')}
                  </button>
                </form>
              )}
            </td>
          </tr>
        ))}
      </ScrollTable>
      <form method="post" action="/console/me">
        <Hidden fields={hidden} />
        <button type="submit" name="do" value="end-all">
          {say('session.end-all')}
        </button>
      </form>
    </section>
  );
}
