import { voicesOf } from '../approval-rules.js';
import type { ApprovalRule, Party, StageRule, VoiceRule } from '../model/index.js';
import type { Path, Report } from './problem.js';
import type { Survey } from './survey.js';

/** Voices, conditions and expiry of approvals: that somebody can decide, and that what follows has its place. */
export function checkApprovals({ stages, tasks, approvals }: Survey, report: Report): void {
  for (const { rule, path, stage } of approvals) {
    checkVoices(rule, path, report);
    checkFollowers(
      rule,
      path,
      stages.slice(stage + 1).map((each) => each.rule),
      report,
    );
  }
  for (const { rule, path } of tasks) {
    if (rule.personal && rule.transcription !== undefined) {
      report(
        [...path, 'transcription'],
        'transcription.personal',
        `"${rule.key}" is signed in person: nobody can take it down.`,
        'Remove "transcription" or "personal".',
      );
    }
  }
}

function checkVoices(rule: ApprovalRule, path: Path, report: Report): void {
  if ((rule.decider === undefined) === (rule.voices === undefined)) {
    report(
      path,
      'approval.deciders',
      `"${rule.key}" must say who decides, once.`,
      'Give either "decider" or "voices".',
    );
    return;
  }
  if (rule.voices?.length === 0)
    report([...path, 'voices'], 'approval.deciders', `"${rule.key}" asks nobody.`, 'Name a voice.');
  for (const [index, voice] of (rule.voices ?? []).entries())
    checkVoice(voice, [...path, 'voices', index], report);
}

function checkVoice({ from, need, among, distinct }: VoiceRule, path: Path, report: Report): void {
  if (from.length === 0)
    report([...path, 'from'], 'voice.nobody', 'This voice is nobody’s.', 'Name a party.');
  if (need < 1 || among < need) {
    report(
      path,
      'voice.numbers',
      `${need} of ${among} voices cannot be.`,
      'Need at least one, and no more than are heard.',
    );
  }
  const people = personsAmong(from);
  if (people !== null && people < among) {
    report(
      path,
      'voice.unsatisfiable',
      `Only ${people} ${people === 1 ? 'person is' : 'people are'} named for ${among} voices.`,
      'Name more people, or ask for fewer voices.',
    );
  }
  const organisations = distinct === undefined ? null : organisationsAmong(from);
  if (organisations !== null && organisations < need) {
    report(
      path,
      'voice.unsatisfiable',
      `Only ${organisations} ${organisations === 1 ? 'organisation is' : 'organisations are'} named for ${need} voices of different ones.`,
      'Name more organisations, or remove "distinct".',
    );
  }
}

/** How many organisations the parties can be of at most; null when a role or a person among them leaves it open. */
function organisationsAmong(from: readonly Party[]): number | null {
  const organisations = from.map((party) => ('organisation' in party ? party.organisation : null));
  return organisations.includes(null) ? null : new Set(organisations).size;
}

/** How many people the parties can be at most; null when a role or an organisation among them leaves it open. */
function personsAmong(from: readonly Party[]): number | null {
  const persons = from.map((party) => ('person' in party ? party.person : null));
  return persons.includes(null) ? null : new Set(persons).size;
}

function checkFollowers(rule: ApprovalRule, path: Path, later: readonly StageRule[], report: Report): void {
  if (rule.conditions && !later.some(({ when }) => when === undefined)) {
    report(
      [...path, 'conditions'],
      'conditions.no-stage',
      `No stage is certain to follow "${rule.key}", so its conditions would be nobody’s task.`,
      'Set conditions in an approval that a stage without "when" follows.',
    );
  }
  const then = rule.expires?.then;
  if (typeof then === 'string' && !rule.outcomes.includes(then)) {
    report(
      [...path, 'expires', 'then'],
      'expires.outcome',
      `"${rule.key}" expires as "${then}", which it does not offer.`,
      'Offer that outcome, or pass the question on.',
    );
  }
  if (
    typeof then === 'object' &&
    voicesOf(rule).some(({ from }) => from.some((party) => same(party, then.passesTo)))
  ) {
    report(
      [...path, 'expires', 'then'],
      'expires.same',
      `"${rule.key}" would pass to those who did not answer.`,
      'Pass it to somebody else.',
    );
  }
  if (rule.quota && !rule.outcomes.includes('defer')) {
    report(
      [...path, 'quota'],
      'quota.no-waiting-list',
      `"${rule.key}" gives out places but has no waiting list.`,
      'Offer "defer", with a date.',
    );
  }
  if (rule.quota && then === 'approve') {
    report(
      [...path, 'expires', 'then'],
      'quota.expires',
      `"${rule.key}" would give out a place that may not be there, and nobody could be told.`,
      'Let it expire as "reject", or pass it on.',
    );
  }
}

function same(one: Party, other: Party): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
