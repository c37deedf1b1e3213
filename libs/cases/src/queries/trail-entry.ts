import type { Answers } from '#libs/definitions';
import type { TrailRow } from '#libs/persistence';
import { declaredIn, formAnswers, keyOfItem } from '../case-answers.js';
import { transcriptionMedium } from '../usecases/transcription.js';
import { answersFor, eventsFor, type Sight } from './disclosure.js';
import type { TrailEntry } from './views.js';

/** A transition as one reader may see it: its words only for those who may read answers (I15). */
export function trailEntry(sight: Sight, row: TrailRow): TrailEntry {
  const { reference, seq, at, engine, actor, events, ...words } = row;
  const seesWords = sight.reader.all;
  return {
    seq,
    at,
    engine,
    events: eventsFor(sight, events),
    person: actor?.person ?? null,
    organisation: actor?.organisation ?? null,
    channel: actor?.channel ?? null,
    onBehalfOf: actor?.onBehalfOf ?? null,
    via: actor?.via ?? null,
    personName: seesWords ? words.personName : null,
    onBehalfOfName: seesWords ? words.onBehalfOfName : null,
    viaName: seesWords ? words.viaName : null,
    declared: seesWords && words.answers ? declaredIn({ answers: words.answers }) : null,
    medium: seesWords ? mediumIn(words.answers) : null,
    reason: seesWords ? words.reason : null,
    answers: wordsFor(sight, reference, words),
    documents: seesWords ? words.documents : [],
  };
}

/** What was answered, as far as it is open; null where nothing of it is. */
function wordsFor(
  sight: Sight,
  reference: string,
  { item, answers }: Pick<TrailRow, 'item' | 'answers'>,
): Answers | null {
  if (!answers) return null;
  const said = formAnswers(answers);
  if (sight.reader.all) return said;
  const opened = item === null ? {} : answersFor(sight, keyOfItem(reference, item), said);
  return Object.keys(opened).length === 0 ? null : opened;
}

function mediumIn(answers: Readonly<Record<string, unknown>> | null): string | null {
  const medium = answers?.[transcriptionMedium] ?? answers?.['medium'];
  return typeof medium === 'string' ? medium : null;
}
