import { Injectable } from '@nestjs/common';
import type { CaseState, Instant, Transition } from '#libs/domain';
import { Acts, type StoredAct } from '#libs/persistence';
import type { ContactMedium } from '../usecases/log-contact.js';
import { CasePresenter } from './presenter.js';
import type { CaseView, ContactView, ReopeningView, SuspensionView } from './views.js';

/** What a case's page tells beside its items; titles are looked up by id. */
export interface CaseHistoryQuestion {
  readonly state: CaseState;
  readonly log: readonly Transition[];
  /** See `actsOf`. */
  readonly acts: readonly StoredAct[];
  readonly titleOf: (id: string) => string;
  readonly stageTitleOf: (key: string) => string;
}

/** Stopped clocks, words with the company, and reopenings of a case, with the words of their acts. */
@Injectable()
export class CaseHistory {
  constructor(
    private readonly acts: Acts,
    private readonly presenter: CasePresenter,
  ) {}

  /** The acts it is told from, oldest first. */
  actsOf(reference: string): Promise<readonly StoredAct[]> {
    return this.acts.ofKinds(reference, ['suspend', 'log-contact', 'reopen']);
  }

  async of(
    question: CaseHistoryQuestion,
  ): Promise<Pick<CaseView, 'suspensions' | 'reopenings'> & { contacts: readonly ContactView[] }> {
    const { acts } = question;
    const names = await this.presenter.names(acts.map(({ actor }) => actor.person));
    const by = ({ actor }: StoredAct) => names.get(actor.person) ?? actor.person;
    const moments = new Map(question.log.map(({ seq, at }) => [seq, at]));
    const at = ({ seq }: StoredAct): Instant => moments.get(seq ?? 0) ?? 0;
    return {
      suspensions: suspensions(question, acts, by, at),
      contacts: acts.flatMap((act) => contact(act, question, by(act), at(act))).reverse(),
      reopenings: acts.flatMap((act) => reopening(act, question, by(act), at(act))),
    };
  }
}

function suspensions(
  { state, titleOf }: CaseHistoryQuestion,
  acts: readonly StoredAct[],
  by: (act: StoredAct) => string,
  at: (act: StoredAct) => Instant,
): readonly SuspensionView[] {
  const suspended = Object.values(state.tasks).filter(
    (task) => task.status === 'open' && task.suspended !== undefined,
  );
  const subjects = [
    ...(state.suspendedAt === undefined ? [] : [{ item: null, until: state.resumesOn ?? null }]),
    ...suspended.map((task) => ({ item: task.id, until: task.suspended?.until ?? null })),
  ];
  return subjects.flatMap(({ item, until }) => {
    const act = acts.findLast(({ body }) => body.type === 'suspend' && body.item === item);
    if (!act) return [];
    const title = item === null ? null : titleOf(item);
    return [{ item, title, since: at(act), until, by: by(act), reason: act.reason }];
  });
}

function contact(
  { body, seq, reason, answers }: StoredAct,
  { titleOf }: CaseHistoryQuestion,
  by: string,
  at: Instant,
): readonly ContactView[] {
  if (body.type !== 'log-contact') return [];
  const { promised, items } = body;
  // Whoever logged it chose one of the media, see `checkedMedium`.
  const medium = answers['medium'] as ContactMedium;
  return [{ seq: seq ?? 0, at, by, medium, note: reason ?? '', promised, tasks: items.map(titleOf) }];
}

function reopening(
  { body, seq, reason }: StoredAct,
  { stageTitleOf }: CaseHistoryQuestion,
  by: string,
  at: Instant,
): readonly ReopeningView[] {
  if (body.type !== 'reopen') return [];
  const { stage } = body;
  return [{ seq: seq ?? 0, at, stage, stageTitle: stageTitleOf(stage), by, reason }];
}
