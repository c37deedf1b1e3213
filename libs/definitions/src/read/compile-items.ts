import type { ApprovalOutcome, ApprovalRule, FactRule, TaskRule, VoiceRule } from '#libs/domain';
import { asWritten, type Language } from '../localised.js';
import { compileCondition } from './compile-condition.js';
import { compileParty, compileReference } from './compile-party.js';
import { compileDue, compileDuration } from './compile-time.js';
import type { ApprovalDocument, TaskDocument, VoiceDocument } from './document.js';
import type { NodePath, Report } from './yaml-source.js';

/** What compiling an item needs of the file around it. */
export interface ItemsInput {
  /** Language of the titles that travel with the rules. */
  readonly language: Language;
  /** Facts a form sets, by form key. */
  readonly facts: Readonly<Record<string, readonly FactRule[]>>;
  readonly report: Report;
}

/** The rule of a task, or of a milestone's template. */
export function compileTask(task: TaskDocument, path: NodePath, input: ItemsInput): TaskRule {
  const { report } = input;
  const { personal, transcription, extension } = task;
  return {
    key: task.key,
    title: asWritten(task.title, input.language),
    assignee: compileParty(task, `"${task.key}"`, path, report),
    after: task.after ?? [],
    ...(task.when && { when: compileCondition(task.when, [...path, 'when'], report) }),
    due: compileDue(task.due, [...path, 'due'], report),
    ladder: task.ladder,
    ...(task.documents !== undefined && { documents: task.documents }),
    facts: input.facts[task.form] ?? [],
    ...(task.onOverdue && { onOverdue: task.onOverdue }),
    ...(task.exclude && { exclude: task.exclude }),
    ...(personal && { personal }),
    ...(transcription && { transcription: compileTranscription(transcription, path, report) }),
    ...(extension && { extension: compileExtension(task.key, extension, [...path, 'extension'], report) }),
  };
}

function compileTranscription(
  transcription: NonNullable<TaskDocument['transcription']>,
  path: NodePath,
  report: Report,
): NonNullable<TaskRule['transcription']> {
  if (transcription === 'confirm') return transcription;
  const at = [...path, 'transcription', 'silence'];
  return { silence: compileDuration(transcription.silence, at, report) };
}

function compileExtension(
  task: string,
  extension: NonNullable<TaskDocument['extension']>,
  path: NodePath,
  report: Report,
): NonNullable<TaskRule['extension']> {
  return {
    most: compileDuration(extension.most, [...path, 'most'], report),
    decider: compileParty(extension, `The extension of "${task}"`, path, report),
    due: compileDue(extension.due, [...path, 'due'], report),
    ladder: extension.ladder,
  };
}

/** The rule of an approval. */
export function compileApproval(approval: ApprovalDocument, path: NodePath, input: ItemsInput): ApprovalRule {
  const { report } = input;
  const { conditions, order, quota, reasons, defer, reject } = approval;
  return {
    key: approval.key,
    title: asWritten(approval.title, input.language),
    ...compileDeciders(approval, path, report),
    ...(order && { order }),
    outcomes: outcomesOf(approval),
    ...(approval.exclude && { exclude: approval.exclude }),
    due: compileDue(approval.due, [...path, 'due'], report),
    ladder: approval.ladder,
    reopens: approval.return?.reopens ?? [],
    ...(defer !== undefined && {
      defer: { from: 'opening', duration: compileDuration(defer, [...path, 'defer'], report) },
    }),
    ...(reject && { reject: reject === 'continues' ? { continues: true } : reject }),
    ...(conditions && {
      conditions: {
        assignee: compileParty(
          conditions,
          `A condition of "${approval.key}"`,
          [...path, 'conditions'],
          report,
        ),
        ladder: conditions.ladder,
      },
    }),
    ...(approval.expires && { expires: compileExpiry(approval.expires, [...path, 'expires'], report) }),
    ...(reasons && { reasons }),
    ...(quota && { quota }),
  };
}

/** What an approval offers: approving always. */
export function outcomesOf(approval: ApprovalDocument): readonly ApprovalOutcome[] {
  return [
    'approve',
    ...(approval.return ? (['return'] as const) : []),
    ...(approval.reject ? (['reject'] as const) : []),
    ...(approval.defer === undefined ? [] : (['defer'] as const)),
  ];
}

function compileDeciders(
  approval: ApprovalDocument,
  path: NodePath,
  report: Report,
): Pick<ApprovalRule, 'decider' | 'voices'> {
  const { contact, role, organisation, person, voices } = approval;
  if (!voices) return { decider: compileParty(approval, `"${approval.key}"`, path, report) };
  if ([contact, role, organisation, person].some((each) => each !== undefined)) {
    report(
      [...path, 'voices'],
      'approval.deciders',
      `"${approval.key}" must say who decides, once.`,
      'Keep `voices`, or the one party beside it.',
    );
  }
  return {
    voices: voices.map((voice, index) => compileVoice(voice, [...path, 'voices', index], report)),
  };
}

function compileVoice(voice: VoiceDocument, path: NodePath, report: Report): VoiceRule {
  const { need = 1, among = need, distinct } = voice;
  return {
    from: voice.from.map((each, index) => compileReference(each, [...path, 'from', index], report)),
    need,
    among,
    ...(distinct && { distinct }),
  };
}

function compileExpiry(
  { after, then }: NonNullable<ApprovalDocument['expires']>,
  path: NodePath,
  report: Report,
): NonNullable<ApprovalRule['expires']> {
  return {
    after: compileDuration(after, [...path, 'after'], report),
    then:
      typeof then === 'string'
        ? then
        : { passesTo: compileReference(then.passesTo, [...path, 'then', 'passesTo'], report) },
  };
}
