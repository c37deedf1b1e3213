import { pick, type CaseDefinition } from '#libs/definitions';
import { voicesOf, type ApprovalRule, type StageRule, type TaskRule } from '#libs/domain';
import type { Speech } from '../text/messages.js';
import { RuleWords } from './rule-words.js';

/** One thing that a definition says; `key` names it across versions and languages. */
export interface Line {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

export interface DescribedItem {
  readonly key: string;
  readonly kind: 'task' | 'approval';
  readonly title: string;
  /** Title, why it is asked, and how to do it well. */
  readonly texts: readonly Line[];
  /** Whose step it is, in a word. */
  readonly who: string;
  readonly due: string;
  /** What a return leads back to; empty for none. */
  readonly loop: string;
  readonly lines: readonly Line[];
  readonly fields: readonly Line[];
}

export interface DescribedStage {
  readonly key: string;
  readonly title: string;
  readonly mayReturn: boolean;
  readonly lines: readonly Line[];
  readonly items: readonly DescribedItem[];
}

/** A definition as a coordinator reads it. */
export interface Described {
  readonly key: string;
  readonly version: number;
  readonly title: string;
  readonly stages: readonly DescribedStage[];
  readonly outcomes: readonly Line[];
}

/** Puts a definition into the words of one language. */
export function described(definition: CaseDefinition, speech: Speech): Described {
  const words = new RuleWords(definition, speech);
  const { key, version, title, rules, outcomes } = definition;
  const { language } = speech;
  return {
    ...{ key, version, title: pick(title, language) },
    stages: rules.stages.map((stage, index) =>
      describedStage(definition, words, stage, rules.stages[index + 1], language),
    ),
    outcomes: Object.entries(outcomes).map(([outcome, title]) => {
      const when = rules.outcomes.find((each) => each.outcome === outcome)?.when;
      return {
        key: `outcome.${outcome}`,
        label: pick(title, language),
        text: when ? `${words.say('rule-line.when')} : ${words.condition(when)}` : '',
      };
    }),
  };
}

function describedStage(
  definition: CaseDefinition,
  words: RuleWords,
  stage: StageRule,
  next: StageRule | undefined,
  language: string,
): DescribedStage {
  const { key, when, tasks, milestones, approval } = stage;
  const item = (
    rule: TaskRule | ApprovalRule,
    kind: DescribedItem['kind'],
    said: readonly Line[],
  ): DescribedItem => {
    const texts = definition.items[rule.key];
    const form = texts?.form === undefined ? undefined : definition.forms[texts.form];
    return {
      ...{ key: rule.key, kind, lines: said },
      title: words.title(rule.key),
      texts: lines(words, {
        title: words.title(rule.key),
        why: texts && pick(texts.why, language),
        help: texts?.help && pick(texts.help, language),
      }),
      who:
        'assignee' in rule
          ? words.party(rule.assignee)
          : words.parties(voicesOf(rule).flatMap(({ from }) => from)),
      due: words.due(rule.due),
      loop:
        'outcomes' in rule && rule.outcomes.includes('return')
          ? words.say('rule.reopens', { tasks: words.titles(rule.reopens) })
          : '',
      fields: (form?.fields ?? []).map((field) => ({
        key: `field.${field.key}`,
        label: pick(field.label, language),
        text: words.field(field),
      })),
    };
  };
  return {
    key,
    title: words.title(key),
    mayReturn: approval?.outcomes.includes('return') ?? false,
    lines: lines(words, {
      when: when && words.condition(when),
      measures: milestones && words.say('rule.measures'),
      leaves: approval
        ? words.say('rule.by-decision', { title: words.title(approval.key) })
        : words.say('rule.all-done'),
    }),
    items: [
      ...tasks.map((task) => item(task, 'task', taskLines(words, task))),
      ...(milestones ? [milestones.evidence, milestones.verification] : []).map((task) =>
        item(task, 'task', taskLines(words, task)),
      ),
      ...(approval ? [item(approval, 'approval', approvalLines(words, approval, next))] : []),
    ],
  };
}

function taskLines(words: RuleWords, rule: TaskRule): readonly Line[] {
  const {
    assignee,
    after,
    when,
    due,
    ladder,
    documents,
    personal,
    transcription,
    extension,
    exclude,
    onOverdue,
  } = rule;
  return lines(words, {
    who: words.party(assignee),
    after: after.length > 0 && words.titles(after),
    when: when && words.condition(when),
    due: words.due(due),
    reminders: words.ladder(ladder),
    waived: onOverdue === 'waive' && words.say('rule.waived'),
    papers: documents !== undefined && documents > 0 && words.say('rule.papers', { count: documents }),
    personal: personal && words.say('rule.personal'),
    transcription:
      transcription !== undefined &&
      (transcription === 'confirm'
        ? words.say('rule.confirm')
        : words.say('rule.silence', { duration: words.duration(transcription.silence) })),
    extension:
      extension &&
      words.say('rule.extension', {
        most: words.duration(extension.most),
        party: words.party(extension.decider),
        due: 'duration' in extension.due ? words.duration(extension.due.duration) : words.due(extension.due),
      }),
    exclude: exclude && words.exclusion(exclude),
  });
}

function approvalLines(words: RuleWords, rule: ApprovalRule, next: StageRule | undefined): readonly Line[] {
  const {
    outcomes,
    order,
    due,
    ladder,
    exclude,
    reopens,
    defer,
    reject,
    conditions,
    expires,
    quota,
    reasons = [],
  } = rule;
  return lines(words, {
    who: words.voices(voicesOf(rule), order === 'sequence'),
    due: words.due(due),
    reminders: words.ladder(ladder),
    exclude: exclude && words.exclusion(exclude),
    approve: next ? words.say('rule.next', { stage: words.title(next.key) }) : words.say('rule.end'),
    return: outcomes.includes('return') && words.say('rule.reopens', { tasks: words.titles(reopens) }),
    reject: outcomes.includes('reject') && rejection(words, reject, next),
    defer: outcomes.includes('defer') && words.say('rule.asked-again', { due: words.due(defer ?? due) }),
    expires: expires && expiry(words, expires),
    conditions: conditions && words.say('rule.conditions', { party: words.party(conditions.assignee) }),
    quota: quota && words.say('rule.quota'),
    reasons: reasons.length > 0 && words.list(reasons.map((outcome) => words.say(`decide.${outcome}`))),
  });
}

function rejection(words: RuleWords, reject: ApprovalRule['reject'], next: StageRule | undefined): string {
  if (reject && 'closes' in reject)
    return words.say('rule.closes', { outcome: words.outcome(reject.closes) });
  return next ? words.say('rule.next', { stage: words.title(next.key) }) : words.say('rule.end');
}

function expiry(words: RuleWords, { after, then }: NonNullable<ApprovalRule['expires']>): string {
  const duration = words.duration(after);
  if (typeof then === 'string') return words.say(`expires.${then}`, { after: duration });
  return words.say('expires.passes', { after: duration, party: words.party(then.passesTo) });
}

/** What is not said by the rules is left out. */
function lines(
  words: RuleWords,
  said: Readonly<Record<string, string | false | undefined>>,
): readonly Line[] {
  return Object.entries(said).flatMap(([key, text]) =>
    text === undefined || text === false || text === ''
      ? []
      : { key, text, label: words.say(`rule-line.${key}`) },
  );
}
