import { localTimeAt } from './business-time.js';
import { partyName } from './attributes.js';
import { approvalRule, voicesOf } from './approval-rules.js';
import { definitionOf, itemOf, openItems, type Item } from './lookup.js';
import type {
  ApprovalState,
  By,
  CaseEvent,
  CaseState,
  Instant,
  NoticeEvent,
  TaskState,
} from './model/index.js';
import { describeWake, nextWake } from './next-wake.js';

/** Temporal refuses more than 20,000 bytes of details; a margin stays for its own framing. */
const mostBytes = 18_000;

/** A moment in the calendar's zone. */
type ShowTime = (at: Instant) => string;

/** Temporal's limit for a summary. */
const mostSummaryBytes = 200;

/**
 * The case file as Markdown for the Temporal UI's current details: ids, roles and titles only (I8), times in the
 * calendar's zone, at most 18 KB. `now` adds the moment it was written at.
 */
export function describeCase(state: CaseState, now?: Instant): string {
  const definition = definitionOf(state);
  if (!definition) return `**${state.reference}** is not open yet.`;
  const { rules, settings, calendar } = definition;
  const time: ShowTime = (at) => localTimeAt(calendar, at);
  const index = rules.stages.findIndex(({ key }) => key === state.stage);
  const stage = rules.stages[index];
  const place = stage
    ? `Stage ${index + 1} of ${rules.stages.length}: ${plain(stage.title)}`
    : `Closed: ${plain(state.outcome ?? '')}${state.closedAt === undefined ? '' : ` (${time(state.closedAt)})`}`;
  const wake = nextWake(state);
  return shortened([
    `**${state.reference}** · ${plain(rules.title)} · ${plain(settings.organisation)} · [console](${link(settings.consoleUrl)})`,
    '',
    place,
    ...(state.suspendedAt === undefined
      ? []
      : [
          '',
          `**Suspended** since ${time(state.suspendedAt)}${state.resumesOn === undefined ? '' : ` until ${state.resumesOn}`}`,
        ]),
    ...(now === undefined ? [] : ['', `As of ${time(now)} (${plain(calendar.timeZone)})`]),
    ...(wake ? ['', `Next: ${time(wake.at)} ${plain(describeWake(wake))}`] : []),
    ...list(
      'Waiting for',
      openItems(state).map((item) =>
        [
          `**${plain(item.title)}**`,
          `waits for ${item.parties.map(partyName).join(', ')}`,
          ...(item.kind === 'approval' ? standOfApproval(state, item.state) : standOfTask(item.state, time)),
          ...clockOf(item, time),
          item.id,
        ].join(' · '),
      ),
    ),
    ...list(
      'Incidents',
      Object.values(state.incidents)
        .filter(({ resolvedAt }) => resolvedAt === undefined)
        .map(({ id, kind, subject, raisedAt }) =>
          [kind, subject, `raised ${time(raisedAt)}`, id].filter(isPresent).join(' · '),
        ),
    ),
    ...list(
      'Milestones',
      Object.values(state.milestones).map(({ key, date, status, outcome }) =>
        [`**${key}**`, date, status, outcome].filter(isPresent).join(' · '),
      ),
    ),
    ...list(
      'Stages',
      state.stages.map(({ key, enteredAt, leftAt, outcome }) =>
        [
          `**${plain(rules.stages.find((rule) => rule.key === key)?.title ?? key)}**`,
          `entered ${time(enteredAt)}`,
          leftAt === undefined ? undefined : `left ${time(leftAt)}`,
          outcome,
        ]
          .filter(isPresent)
          .join(' · '),
      ),
    ),
  ]);
}

function clockOf(
  { stoppedAt, suspended, due, overdue, silentUntil }: Item,
  time: ShowTime,
): readonly string[] {
  if (stoppedAt !== undefined) {
    const until = suspended?.until ? ` until ${suspended.until}` : '';
    return [`**clock stopped** ${time(stoppedAt)}${until}`];
  }
  return [
    `due ${time(due)}${overdue ? ' **overdue**' : ''}`,
    ...(silentUntil === undefined ? [] : [`promised, so no reminder until ${time(silentUntil)}`]),
  ];
}

function standOfTask({ condition, transcript }: TaskState, time: ShowTime): readonly string[] {
  return [
    ...(condition === undefined ? [] : [`condition of ${condition}`]),
    ...(transcript === undefined
      ? []
      : [`taken down ${time(transcript.at)} by ${who(transcript.by)}, to be confirmed`]),
  ];
}

/** What is decided so far, and what about: persons by code, outcomes as the rules name them. */
function standOfApproval(state: CaseState, approval: ApprovalState): readonly string[] {
  const { voices = [], passedTo, deferred, rank, extension } = approval;
  const rule = approvalRule(state, approval);
  const need = rule ? voicesOf(rule, approval).reduce((sum, voice) => sum + voice.need, 0) : 1;
  const said = voices.map(({ by, outcome }) => `${who(by)} ${outcome}`);
  return [
    ...(need > 1 ? [`needs ${need} voices`] : []),
    ...(said.length > 0 ? [`said so far: ${said.join(', ')}`] : []),
    ...(passedTo === undefined ? [] : ['passed on when it expired']),
    ...(deferred ? [`on the waiting list${rank === undefined ? '' : `, rank ${rank}`}`] : []),
    ...(extension === undefined ? [] : [`asked for by ${who(extension.by)}`]),
  ];
}

function who({ person, onBehalfOf }: By): string {
  return onBehalfOf === undefined ? person : `${person} for ${onBehalfOf}`;
}

/** The mail of a transition, for its activity's summary: `Reminder 2 of 4: utility bills +1`; empty without mail. */
export function describeTransition(state: CaseState, events: readonly CaseEvent[]): string {
  const notices = events.filter((event) => event.type === 'notice');
  const [first, ...others] = notices;
  if (!first) return '';
  const suffix = others.length === 0 ? '' : ` +${others.length}`;
  return `${cut(describeNotice(state, first), mostSummaryBytes - bytesOf(suffix))}${suffix}`;
}

function describeNotice(state: CaseState, { notice, item, rung, of, outcome }: NoticeEvent): string {
  const title = (item === null ? undefined : itemOf(state, item)?.title) ?? state.reference;
  switch (notice) {
    case 'invitation':
      return `Invitation: ${title}`;
    case 'receipt':
      return `Receipt: ${title}`;
    case 'noted':
      return `Taken down, to confirm: ${title}`;
    case 'copy':
      return `Copy of reminder ${(rung ?? 0) + 1} of ${of}: ${title}`;
    case 'reminder':
      return `Reminder ${(rung ?? 0) + 1} of ${of}: ${title}`;
    case 'escalation':
      return `Escalation ${(rung ?? 0) + 1} of ${of}: ${title}`;
    case 'outcome':
      return `Outcome ${outcome ?? ''}: ${title}`;
    case 'closing':
      return `Closed ${outcome ?? ''}: ${title}`;
  }
}

/** A list and no table: the Temporal UI sets a table's cells without any space between them. */
function list(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `**${title}**`, '', ...lines.map((line) => `- ${line}`)];
}

function isPresent(part: string | null | undefined): part is string {
  return part !== undefined && part !== null;
}

function shortened(lines: readonly string[]): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    bytes += bytesOf(line) + 1;
    if (bytes > mostBytes) return [...kept, '', '…'].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}

/** Titles are free of meaning for Markdown, tables and HTML. */
function plain(words: string): string {
  return words
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_[\]<>|]/g, (sign) => (sign === '<' || sign === '>' ? '' : `\\${sign}`));
}

function link(address: string): string {
  return address.replace(
    /[\s()<>]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
}

/** Length in UTF-8. */
function bytesOf(words: string): number {
  let bytes = 0;
  for (const character of words) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function cut(words: string, most: number): string {
  if (bytesOf(words) <= most) return words;
  let kept = '';
  for (const character of words) {
    if (bytesOf(kept) + bytesOf(character) + bytesOf('…') > most) break;
    kept += character;
  }
  return `${kept}…`;
}
