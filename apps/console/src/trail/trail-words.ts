import type { TrailEntry } from '#libs/cases';
import { directionOf, isolated } from '#libs/wording';
import type { Speech } from '../text/messages.js';
import type { TypedCondition } from '../decisions/decision-body.js';

type Told = Pick<
  TrailEntry,
  | 'person'
  | 'personName'
  | 'organisation'
  | 'channel'
  | 'onBehalfOf'
  | 'onBehalfOfName'
  | 'viaName'
  | 'declared'
>;

/** Who acted, for whom and by which way, in one phrase; both names where somebody acts for somebody else. Without names, for which organisation. */
export function authorText(speech: Speech, entry: Told): string {
  const { say } = speech;
  const name = entry.personName;
  if (entry.person === null) return say('trail.clock');
  if (name === null)
    return entry.organisation === null
      ? say('trail.somebody')
      : isolated(entry.organisation, directionOf(speech.language));
  const { declared } = entry;
  const whom = entry.onBehalfOfName ?? entry.onBehalfOf;
  const author = declared
    ? say('trail.declared', { name, by: declared.name, position: declared.function })
    : whom === null
      ? isolated(name, directionOf(speech.language))
      : say(entry.channel === 'transcribed' ? 'trail.taken-down' : 'trail.acting-for', { name, whom });
  if (entry.channel === 'copied-link')
    return `${author} · ${say('trail.copied-link', { via: entry.viaName ?? '' })}`;
  return entry.channel === 'link' && !declared ? `${author} · ${say('trail.by-link')}` : author;
}

/** How it reached whoever typed it, in words; empty where nobody typed for somebody. */
export function mediumText(speech: Speech, { medium }: Pick<TrailEntry, 'medium'>): string {
  const key = `medium.${medium ?? ''}`;
  return speech.has(key) ? speech.say(key) : '';
}

/** Conditions of an approval, as they were set. */
export function conditionsIn({ answers }: Pick<TrailEntry, 'answers'>): readonly TypedCondition[] {
  const conditions: unknown = answers?.['conditions'];
  return Array.isArray(conditions) ? (conditions as readonly TypedCondition[]) : [];
}
