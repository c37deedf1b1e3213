import type { ProgrammeView } from '#libs/cases';
import type { OpenableTask } from '#libs/definitions';
import { measureColumns, openableRoles } from '#libs/identity';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';
import { ScrollTable } from '../layout/controls.view.js';
import type { Speech } from '../text/messages.js';
import { Hidden, Notice } from '../work/item-parts.view.js';
import { ProgrammeName } from '../layout/name.view.js';

type Policy = Readonly<Record<string, readonly string[]>>;

/** A path of the policy and what it opens, in words. */
type Line = readonly [path: string, label: string];

/** What partners and observers read beside stages and dates: a tick for each thing and role. */
export function DataPolicyPage({
  visit,
  programme,
  policy,
  tasks,
  notice,
}: {
  readonly visit: Visit;
  readonly programme: ProgrammeView;
  readonly policy: Policy;
  readonly tasks: readonly OpenableTask[];
  readonly notice: string | null;
}) {
  const { speech, hidden, path } = visit;
  const { say } = speech;
  const groups = groupsOf(speech, tasks);
  const known = new Set(groups.flatMap(({ lines }) => lines.map(([line]) => line)));
  const others = [...new Set(Object.values(policy).flat())].filter((line) => !known.has(line));
  const shown =
    others.length === 0
      ? groups
      : [...groups, { title: say('policy.others'), lines: others.map((line): Line => [line, line]) }];
  return (
    <ConsolePage visit={visit} title={say('policy.title')} section="settings" narrow>
      <p class="crumbs">
        <a href="/console/settings">{say('nav.settings')}</a>
      </p>
      <h1>{say('policy.title')}</h1>
      <p class="why">
        <ProgrammeName name={programme.name} />
      </p>
      {notice !== null && (
        <Notice tone="bad">
          <p>{notice}</p>
        </Notice>
      )}
      <form method="post" action={path} class="card">
        <p class="help">{say('policy.help')}</p>
        <Hidden fields={hidden} />
        {shown.map(({ title, lines }, index) => (
          <details key={title} open={index < 2 || isOpened(policy, lines)}>
            <summary>{title}</summary>
            <Ticks title={title} lines={lines} policy={policy} speech={speech} />
          </details>
        ))}
        <button type="submit" class="primary">
          {say('directory.save')}
        </button>
      </form>
    </ConsolePage>
  );
}

function Ticks({
  title,
  lines,
  policy,
  speech,
}: {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly policy: Policy;
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <ScrollTable
      label={title}
      head={[say('policy.what'), ...openableRoles.map((role) => say(`policy-of.${role}`))]}
    >
      {lines.map(([line, label]) => (
        <tr key={line}>
          <th scope="row">{label}</th>
          {openableRoles.map((role) => (
            <td key={role}>
              <input
                type="checkbox"
                name={role}
                value={line}
                checked={policy[role]?.includes(line) ?? false}
                aria-label={say('policy.tick', { what: label, role: say(`policy-of.${role}`) })}
              />
            </td>
          ))}
        </tr>
      ))}
    </ScrollTable>
  );
}

function isOpened(policy: Policy, lines: readonly Line[]): boolean {
  return lines.some(([line]) => Object.values(policy).some((opened) => opened.includes(line)));
}

function groupsOf(
  { say }: Speech,
  tasks: readonly OpenableTask[],
): readonly { readonly title: string; readonly lines: readonly Line[] }[] {
  return [
    {
      title: say('policy.everything'),
      lines: [
        ['answers.*', say('policy.every-answer')],
        ['documents.*', say('policy.every-document')],
      ],
    },
    {
      title: say('case.measures'),
      lines: [
        ['measures.*', say('policy.all')],
        ...measureColumns.map((column): Line => [`measures.${column}`, say(`policy-measure.${column}`)]),
      ],
    },
    ...tasks.map(({ key, title, answers, documents }) => ({
      title,
      lines: [
        ...(answers.length > 1 ? [[`answers.${key}.*`, say('policy.task-answers')] as const] : []),
        ...answers.map(({ path, label }): Line => [path, label]),
        ...(documents.length > 1 ? [[`documents.${key}.*`, say('policy.task-documents')] as const] : []),
        ...documents.map(({ path, label }): Line => [path, label]),
      ],
    })),
  ];
}
