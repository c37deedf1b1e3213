import { Injectable } from '@nestjs/common';
import { ChangeMailTexts, MailTexts, type MailTextView, type WantedText } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import { tidied, type TextKey, type TextProblem } from '#libs/mail';
import type { Fields, MailPlace } from './place.js';
import { nothingTyped, type TypedTexts } from './tried-texts.js';

/** What the form of a mail's texts shows beside what is stored. */
export interface TextState {
  /** As typed; what is stored stands in the other fields. */
  readonly typed: TypedTexts;
  /** Versions that the fields were filled on. */
  readonly versions: ReadonlyMap<TextKey, number>;
  readonly problems: ReadonlyMap<TextKey, readonly TextProblem[]>;
  /** Texts that somebody else has changed meanwhile: the reader chooses. */
  readonly stale: readonly TextKey[];
  /** Message key of the sentence above the form. */
  readonly notice: string | null;
}

export const freshTexts: TextState = {
  typed: nothingTyped,
  versions: new Map(),
  problems: new Map(),
  stale: [],
  notice: null,
};

export type TextAnswer =
  | { readonly kind: 'saved'; readonly changed: number }
  | { readonly kind: 'page'; readonly status: number; readonly state: TextState };

/** Names of a text's fields in the form. */
export const fieldOf = (key: TextKey) => `text.${key}`;
export const versionOf = (key: TextKey) => `version.${key}`;
export const chooserOf = (key: TextKey) => `choose.${key}`;

/** Characters of a field that are looked at; the check says how many may stay. */
const mostTyped = 6000;

/** Takes what was posted from a mail's texts: to look at it, to take another text into a field, or to save. */
@Injectable()
export class TextDesk {
  constructor(
    private readonly texts: MailTexts,
    private readonly changes: ChangeMailTexts,
  ) {}

  async post(viewer: Viewer, place: MailPlace, body: Fields): Promise<TextAnswer> {
    const { programme, language } = place;
    const state = postedState(place, body);
    if (typeof body['take'] === 'string') return this.take(viewer, place, state, body['take']);
    if (body['do'] === 'preview') {
      const checked = await this.checked(viewer, place, { ...state, notice: 'mail-texts.not-saved' });
      return { kind: 'page', status: checked.problems.size > 0 ? 422 : 200, state: checked };
    }
    const wanted = wantedOf(state, [body['keep'] ?? []].flat());
    const answer = await this.changes.execute(viewer, programme.code, language, wanted);
    if (answer.status === 'stored') return { kind: 'saved', changed: answer.changed };
    const { typed } = state;
    const { problems, stale } = answer;
    const now = await this.texts.list(viewer, programme.code, language, place.letter);
    return {
      kind: 'page',
      status: problems.size > 0 ? 422 : 409,
      state: {
        ...{ typed, problems, stale },
        versions: new Map([...state.versions, ...seen(now, stale)]),
        notice: stale.length > 0 ? null : 'mail-texts.problems',
      },
    };
  }

  /** What was posted before a session ended, to be looked at and sent again. */
  async resumed(viewer: Viewer, place: MailPlace, body: Fields): Promise<TextState> {
    return this.checked(viewer, place, { ...postedState(place, body), notice: 'notice.resumed' });
  }

  /** With what keeps the typed texts from being sent. */
  private async checked(
    viewer: Viewer,
    { programme, language }: MailPlace,
    state: TextState,
  ): Promise<TextState> {
    const problems = await this.changes.check(viewer, programme.code, language, wantedOf(state, []));
    return { ...state, problems, notice: problems.size > 0 ? 'mail-texts.problems' : state.notice };
  }

  /** `key:version`: that text into its field; version 0 is the standard text. Nothing is stored by it. */
  private async take(viewer: Viewer, place: MailPlace, state: TextState, asked: string): Promise<TextAnswer> {
    const { programme, language } = place;
    const [name, version] = asked.split(':');
    const key = place.keys.find((known) => known === name);
    if (key === undefined)
      return { kind: 'page', status: 200, state: await this.checked(viewer, place, state) };
    const history = await this.texts.history(viewer, programme.code, language, [key]);
    const found = history.find((change) => String(change.version) === version)?.text;
    const text = found ?? this.texts.standard(key, language).standard;
    const typed = new Map([...state.typed, [key, text] as const]);
    const taken = await this.checked(viewer, place, { ...state, typed, notice: 'mail-texts.taken' });
    return { kind: 'page', status: 200, state: taken };
  }
}

/** The fields of a form that was posted; of one whose stored text was chosen, nothing. */
function postedState({ keys }: MailPlace, body: Fields): TextState {
  const typed = new Map(
    keys.flatMap((key) => {
      const text = body[fieldOf(key)];
      const isTyped = typeof text === 'string' && body[chooserOf(key)] !== 'stored';
      return isTyped ? [[key, text.slice(0, mostTyped)] as const] : [];
    }),
  );
  const versions = [...typed.keys()].map((key) => [key, Number(body[versionOf(key)]) || 0] as const);
  return { ...freshTexts, typed, versions: new Map(versions) };
}

/** What is typed and is not what is sent, as a mail would say it; nothing while some of it cannot be sent. */
export function triedOf({ typed, problems }: TextState, texts: readonly MailTextView[]): TypedTexts {
  if (problems.size > 0) return nothingTyped;
  return new Map(
    texts.flatMap(({ key, text }) => {
      const tried = tidied(key, typed.get(key) ?? text);
      return tried === text ? [] : [[key, tried] as const];
    }),
  );
}

/** `kept`: keys whose text stays although the standard one has changed. */
function wantedOf({ typed, versions }: TextState, kept: readonly unknown[]): readonly WantedText[] {
  return [...typed].map(([key, text]) => ({
    ...{ key, text, version: versions.get(key) ?? 0, insist: kept.includes(key) },
  }));
}

function seen(
  now: readonly MailTextView[],
  keys: readonly TextKey[],
): readonly (readonly [TextKey, number])[] {
  return now.flatMap(({ key, version }) => (keys.includes(key) ? [[key, version] as const] : []));
}
