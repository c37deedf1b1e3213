import type { OrganisationView, ProgrammeView } from '#libs/cases';
import { enterableStages, textsOf, type CaseDefinition } from '#libs/definitions';
import type { FieldError } from '#libs/domain';
import { decodeBody } from '../forms/form-encoding.js';
import type { FormContext } from '../forms/form-context.js';
import { FormFields } from '../forms/form.view.js';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { ChoiceControl, DateControl } from '../layout/controls.view.js';
import { Hidden, Notice, noticeText } from '../work/item-parts.view.js';
import { pastTasks, type PastTask } from './earlier.js';

export interface EarlierProps {
  readonly visit: Visit;
  readonly programmes: readonly ProgrammeView[];
  readonly organisations: readonly OrganisationView[];
  readonly definition: CaseDefinition;
  readonly typed: Readonly<Record<string, unknown>>;
  readonly problems: readonly FieldError[];
  readonly notice: string | null;
  readonly formKey: string;
  readonly firstMonth: string;
}

/** Which company, and in which stage it goes on. */
export function EarlierChoicePage({ visit, programmes, organisations, definition, typed }: EarlierProps) {
  const { speech } = visit;
  const { say } = speech;
  const open = programmes.filter(({ mayOpen }) => mayOpen);
  const companies = organisations.filter(({ programmes: parts }) =>
    parts.some(({ programme }) => open.some(({ code }) => code === programme)),
  );
  return (
    <ConsolePage visit={visit} title={say('earlier.title')} section="cases" narrow>
      <h1>{say('earlier.title')}</h1>
      <p class="why">{say('earlier.why')}</p>
      <form method="get" action="/console/earlier-cases" class="card">
        <ChoiceControl
          name="programme"
          label={say('case.programme')}
          value={value(typed, 'programme')}
          options={open.map(({ code, name }) => [code, name])}
        />
        <ChoiceControl
          name="organisation"
          label={say('item.company')}
          value={value(typed, 'organisation')}
          empty={say('form.choose')}
          options={companies.map(({ code, name }) => [code, `${name} (${code})`])}
        />
        <input type="hidden" name="definition" value={definition.key} />
        <ChoiceControl
          name="stage"
          label={say('earlier.stage')}
          empty={say('form.choose')}
          value={value(typed, 'stage')}
          options={enterableStages(definition).map((key) => [
            key,
            textsOf(definition, key, speech.language).title,
          ])}
        />
        <p class="help">{say('earlier.stage-help')}</p>
        <div class="actions">
          <button type="submit" class="primary">
            {say('leave.review')}
          </button>
          <a class="button" href="/console/cases/new">
            {say('button.cancel')}
          </a>
        </div>
      </form>
    </ConsolePage>
  );
}

/** What lies behind: the days of each stage, and of each step that was done, with the answers that rules need. */
export function EarlierPage(props: EarlierProps) {
  const { visit, definition, organisations, typed, problems, notice, formKey } = props;
  const { speech } = visit;
  const { say } = speech;
  const stage = value(typed, 'stage');
  const tasks = pastTasks(definition, stage);
  const stages = definition.rules.stages.map(({ key }) => key);
  const past = stages.slice(0, stages.indexOf(stage));
  const titleOf = (key: string) => textsOf(definition, key, speech.language).title;
  const company = organisations.find(({ code }) => code === value(typed, 'organisation'))?.name ?? '';
  const chosen = ['programme', 'organisation', 'definition', 'stage'].map((name): [string, string] => [
    name,
    value(typed, name),
  ]);
  return (
    <ConsolePage visit={visit} title={say('earlier.title')} section="cases" narrow>
      <h1>{say('page.about', { title: say('earlier.title'), about: company })}</h1>
      <p class="why">{say('earlier.past', { stage: titleOf(stage) })}</p>
      {notice && (
        <Notice tone="bad">
          <p>{noticeText(speech, notice)}</p>
        </Notice>
      )}
      {problems.length > 0 && (
        <Notice tone="bad">
          <p>{say('form.problems', { count: problems.length })}</p>
        </Notice>
      )}
      <form method="post" action="/console/earlier-cases" class="task-form" noValidate>
        <Hidden fields={[...visit.hidden, ['key', formKey], ...chosen]} />
        {[...past, stage].map((key) => (
          <section key={key}>
            <h2>{titleOf(key)}</h2>
            {key !== stage && (
              <div class="pair">
                <DateControl
                  name={`entered.${key}`}
                  label={say('earlier.entered')}
                  value={value(typed, `entered.${key}`)}
                />
                <DateControl
                  name={`left.${key}`}
                  label={say('earlier.left')}
                  value={value(typed, `left.${key}`)}
                />
              </div>
            )}
            {tasks
              .filter((task) => task.stage === key)
              .map((task) => (
                <Past key={task.key} task={task} title={titleOf(task.key)} props={props} />
              ))}
          </section>
        ))}
        <div class="actions">
          <button type="submit" class="primary">
            {say('case.open')}
          </button>
          <a class="button" href="/console/earlier-cases">
            {say('button.cancel')}
          </a>
        </div>
      </form>
    </ConsolePage>
  );
}

function Past({
  task,
  title,
  props,
}: {
  readonly task: PastTask;
  readonly title: string;
  readonly props: EarlierProps;
}) {
  const { visit, typed, problems, programmes, firstMonth } = props;
  const { intro: _, ...form } = task.form;
  const context: FormContext = {
    speech: visit.speech,
    form,
    typed: decodeBody(form, typed),
    problems,
    currency: programmes.find(({ code }) => code === value(typed, 'programme'))?.currency ?? '',
    documents: [],
    documentHref: (id) => `/console/documents/${id}`,
    offered: {},
    prerequisites: [],
    firstMonth,
  };
  return (
    <fieldset class="row">
      <legend>{title}</legend>
      <DateControl
        name={`done.${task.key}`}
        label={visit.speech.say('earlier.done')}
        help={visit.speech.say('earlier.done-help')}
        value={value(typed, `done.${task.key}`)}
      />
      <FormFields context={context} />
    </fieldset>
  );
}

function value(typed: EarlierProps['typed'], name: string): string {
  const found = typed[name];
  return typeof found === 'string' ? found : '';
}
