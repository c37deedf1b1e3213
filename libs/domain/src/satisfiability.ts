import { extensionKey, voicesOf } from './approval-rules.js';
import { survey, type Survey } from './check-rules/survey.js';
import { isExcluded, isOfParty, type Excluded } from './exclusion.js';
import { voicesFrom } from './voices-from.js';
import type { ActorFacts, CaseRules, Exclusion, Party, VoiceRule } from './model/index.js';

/** Who somebody is to a case, as far as parties and exclusions ask. */
export type Standing = Pick<ActorFacts, 'person' | 'organisation' | 'roles' | 'partners' | 'functions'>;

/** A task or an approval that the people known cannot settle. */
export interface Unsatisfiable {
  readonly key: string;
  readonly kind: 'task' | 'approval';
  /** Place of its rule in the JSON of `CaseRules`. */
  readonly path: readonly (string | number)[];
  /** First entry of its voices that lacks people even by itself; null when only all entries together do. */
  readonly step: number | null;
  /** Voices needed in all, and how many the best choice of people gives. */
  readonly need: number;
  readonly possible: number;
  /** Whose voices they would be. */
  readonly parties: readonly Party[];
  /** This is what becomes of it once it has expired for those first asked. */
  readonly expired?: true;
}

/**
 * What of a path these people cannot do (I3): for each task and each approval, whether enough people, of enough organisations
 * where they must differ, are left when those who prepare the excluded tasks are chosen as well as can be. Every excluded task
 * is taken to be done once, by one person of its assignee, substitutes and later rounds left aside.
 */
export function unsatisfiable(rules: CaseRules, people: readonly Standing[]): readonly Unsatisfiable[] {
  const surveyed = survey(rules);
  const actors = people.map(actorOf);
  return questionsOf(surveyed).flatMap((question) => {
    const { exclude, voices, ...found } = question;
    const need = total(voices);
    const possible = mostVoices(surveyed, actors, exclude, voices);
    if (possible >= need) return [];
    const alone = voices.findIndex((voice) => mostVoices(surveyed, actors, exclude, [voice]) < voice.need);
    const lacking = alone < 0 ? voices : voices.slice(alone, alone + 1);
    return [
      {
        ...found,
        step: alone < 0 ? null : alone,
        need,
        possible,
        parties: lacking.flatMap(({ from }) => from),
      },
    ];
  });
}

interface Question extends Pick<Unsatisfiable, 'key' | 'kind' | 'path' | 'expired'> {
  readonly exclude: Exclusion | undefined;
  readonly voices: readonly VoiceRule[];
}

function questionsOf({ tasks, approvals }: Survey): readonly Question[] {
  return [
    ...tasks.flatMap(({ rule, path }): readonly Question[] => [
      { key: rule.key, kind: 'task', path, exclude: rule.exclude, voices: single(rule.assignee) },
      ...(rule.extension
        ? [
            {
              key: extensionKey(rule.key),
              kind: 'approval' as const,
              path: [...path, 'extension'],
              // Whoever asks does not decide.
              exclude: { tasks: [rule.key], by: ['person' as const] },
              voices: single(rule.extension.decider),
            },
          ]
        : []),
    ]),
    ...approvals.flatMap(({ rule, path }): readonly Question[] => {
      const asked = { key: rule.key, kind: 'approval' as const, path, exclude: rule.exclude };
      const then = rule.expires?.then;
      return [
        { ...asked, voices: voicesOf(rule) },
        ...(typeof then === 'object'
          ? [
              {
                ...asked,
                path: [...path, 'expires', 'then'],
                voices: single(then.passesTo),
                expired: true as const,
              },
            ]
          : []),
      ];
    }),
  ];
}

function single(party: Party): readonly VoiceRule[] {
  return [{ from: [party], need: 1, among: 1 }];
}

function total(voices: readonly VoiceRule[]): number {
  return voices.reduce((sum, { need }) => sum + need, 0);
}

/** The most voices that can be had over all choices of who prepares the excluded tasks. */
function mostVoices(
  { tasks }: Survey,
  actors: readonly ActorFacts[],
  exclude: Exclusion | undefined,
  voices: readonly VoiceRule[],
): number {
  const authors = (exclude?.tasks ?? []).map((key) => {
    const assignee = tasks.find(({ rule }) => rule.key === key)?.rule.assignee;
    return assignee ? actors.filter((actor) => isOfParty(assignee, actor)) : [];
  });
  const need = total(voices);
  const seen = new Set<string>();
  let most = 0;
  const choose = (index: number, chosen: readonly ActorFacts[]): void => {
    const name = `${index} ${chosen
      .map(({ person }) => person)
      .sort()
      .join(' ')}`;
    if (most >= need || seen.has(name)) return;
    seen.add(name);
    const candidates = authors[index];
    if (!candidates) {
      const left = actors.filter((actor) => !isExcluded(keptOut(chosen, exclude), actor));
      most = Math.max(most, voicesFrom(left, voices));
      return;
    }
    // A task that nobody can do keeps nobody out; it is a question of its own.
    if (candidates.length === 0) choose(index + 1, chosen);
    for (const candidate of candidates)
      choose(index + 1, chosen.includes(candidate) ? chosen : [...chosen, candidate]);
  };
  choose(0, []);
  return most;
}

function keptOut(authors: readonly ActorFacts[], exclude: Exclusion | undefined): Excluded {
  const by = exclude?.by ?? [];
  return {
    persons: by.includes('person') ? authors.map(({ person }) => person) : [],
    organisations: by.includes('organisation')
      ? authors.flatMap(({ organisation }) => organisation ?? [])
      : [],
  };
}

function actorOf(standing: Standing): ActorFacts {
  return { ...standing, channel: 'signed-in', onBehalfOf: null };
}
