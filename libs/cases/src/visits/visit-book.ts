import { Inject, Injectable, Logger } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import type { MailActivities } from '#libs/contracts';
import { DomainError, type ContactFunction, type Instant } from '#libs/domain';
import { mayAs, standingsIn, type Action, type Viewer } from '#libs/identity';
import {
  isUuid,
  People,
  visitMailId,
  Visits,
  type AskedMail,
  type CaseListRow,
  type ChangedVisit,
  type Visit,
  type VisitChangeKind,
} from '#libs/persistence';
import { fingerprintOf, requestId, type ActRequest } from '../acting/request.js';
import type { Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { CASE_MAILER } from '../tokens.js';
import { editOf, stepVisit, type VisitRefusal, type VisitStep } from './visit-rules.js';

/** Who asks for a change, by what right, and under which key. */
export interface AskedBy {
  readonly viewer: Viewer;
  readonly action: Action;
  readonly request: ActRequest;
}

/** A change that somebody, or a case's fate, wants. */
export interface WantedChange {
  readonly file: CaseListRow;
  /** The visit before it: what stands in the database when it is decided wins over its plan. */
  readonly visit: Visit;
  /** Null where nobody asked. */
  readonly by: AskedBy | null;
  readonly seen: number | null;
  readonly step: VisitStep;
  /** As typed; empty for nothing. */
  readonly note: string;
}

/** What came of a request; the same one again is answered the same. */
export interface VisitChanged {
  readonly id: string;
  readonly reference: string;
  readonly sequence: number;
}

const conflicts: readonly string[] = [
  'visit.changed',
  'visit.over',
  'visit.past',
  'visit.agreed',
  'visit.not-agreed',
  'visit.same-date',
  'visit.same-details',
  'visit.slot-taken',
];

/** The one place where visits change: finds, decides, stores, and tells whom it concerns. */
@Injectable()
export class VisitBook {
  private readonly logger = new Logger(VisitBook.name);

  constructor(
    private readonly access: CaseAccess,
    private readonly visits: Visits,
    private readonly people: People,
    @Inject(CASE_MAILER) private readonly mailer: MailActivities,
    private readonly clock: CaseClock,
  ) {}

  /** Case time. */
  now(): Instant {
    return this.clock.now();
  }

  /** Any link of the case says who somebody is, but one that was copied or that a colleague got: it opens its one task (decision 0013). */
  async case(actor: Actor, action: Action, reference: string): Promise<CaseListRow> {
    if (actor.channel === 'copied-link' || actor.declared)
      throw new DomainError('forbidden', 'link.other-item', reference);
    return this.access.ownCaseToActOn(actor, action, reference);
  }

  /** The visit with its case. Throws `visit.unknown` also for one of a case that the actor may not see. */
  async find(
    actor: Actor,
    action: Action,
    id: string,
  ): Promise<{ readonly visit: Visit; readonly file: CaseListRow }> {
    const visit = await this.visits.get(id);
    if (!visit) throw new DomainError('not-found', 'visit.unknown', id);
    try {
      return { visit, file: await this.case(actor, action, visit.reference) };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'case.unknown')
        throw new DomainError('not-found', 'visit.unknown', id);
      throw error;
    }
  }

  /** Who of the company is met, in the end; the director stands in for a function that nobody holds. */
  async contactsOf(
    { programme, organisation, country }: CaseListRow,
    functions: readonly ContactFunction[],
  ): Promise<readonly string[]> {
    const parties = functions.map((contact) => ({ contact }));
    const found = await this.people.resolveParty({
      ...{ programme, organisation, country, coordinator: null },
      parties,
    });
    return found.map(({ id }) => id);
  }

  /** A request seen before is answered as before, whatever became of its case since (I11); `change` runs for new ones only. */
  async once({ viewer, request }: AskedBy, change: () => Promise<VisitChanged>): Promise<VisitChanged> {
    const earlier = await this.visits.byRequest(requestId(viewer.person, request));
    if (!earlier) return change();
    if (earlier.change.fingerprint !== fingerprintOf(request)) throw reused();
    return answerOf(earlier);
  }

  /** Throws what the rules refuse, and `request.reused`. */
  async change({ file, visit, by, seen, step, note }: WantedChange): Promise<VisitChanged> {
    const now = this.clock.now();
    const company = await this.contactsOf(file, visit.functions);
    const asked = by && {
      request: requestId(by.viewer.person, by.request),
      fingerprint: fingerprintOf(by.request),
    };
    const changed = await this.visits.change(visit.id, visit.visitors, asked, (current, busy) => {
      const before = current ?? visit;
      const outcome = stepVisit(before, step, { now, seen, busy });
      if ('refusal' in outcome) throw refused(outcome.refusal, visit.id);
      const { plan, kind } = outcome;
      const invited = [...new Set([...before.invited, ...company])];
      const next: Visit = { ...before, ...plan, invited };
      const person = by?.viewer.person ?? null;
      const edit = kind === 'edited' ? editOf(before, plan) : null;
      return {
        visit: next,
        change: { kind, person, onBehalfOf: by && awayFor(by, file), note, edit, at: now },
        mails: mailsOf(next, before, kind, { seq: file.seq, person, at: now }),
      };
    });
    if (asked && changed.change.fingerprint !== asked.fingerprint) throw reused();
    if (changed.isNew) await this.deliver(file);
    return answerOf(changed);
  }

  /** What cannot leave now stays queued, and the sweep goes on with it (I4). */
  async deliver({ reference, seq }: Pick<CaseListRow, 'reference' | 'seq'>): Promise<void> {
    try {
      await this.mailer.deliver(reference, seq);
    } catch (error) {
      this.logger.warn(`Mail about a visit of ${reference} waits for the sweep: ${String(error)}`);
    }
  }
}

/** Whether a link's subject is a visit: tasks and approvals have ids of another shape. */
export function isVisitId(id: string): boolean {
  return isUuid(id);
}

/** Throws while no visit makes sense: its clock stands, or its path is over. */
export function assertRunning({ reference, status, suspendedAt }: CaseListRow): void {
  if (status === 'closed') throw new DomainError('conflict', 'case.closed', reference);
  if (suspendedAt !== null) throw new DomainError('conflict', 'visit.suspended', reference);
}

/** In whose place somebody acts: nobody's where they may in person. */
function awayFor({ viewer, action }: AskedBy, file: CaseListRow): string | null {
  const standing = standingsIn(viewer, file.programme).find((one) => mayAs(one, action, file));
  return standing && standing.person !== viewer.person ? standing.person : null;
}

function answerOf({ visit, change }: ChangedVisit): VisitChanged {
  return { id: visit.id, reference: visit.reference, sequence: change.sequence };
}

function refused({ code, slot }: VisitRefusal, visit: string): DomainError {
  const kind = conflicts.includes(code) ? 'conflict' : 'invalid';
  return new DomainError(kind, code, slot === null ? visit : String(slot));
}

function reused(): DomainError {
  return new DomainError('invalid', 'request.reused', null, {
    hint: 'This Idempotency-Key was used for another request. Take a new one.',
  });
}

/** Who hears of it: a proposal goes to the company, a wish to the team, and what is in calendars to everybody who has it there. */
function mailsOf(
  visit: Visit,
  before: Visit,
  kind: VisitChangeKind,
  { seq, person, at }: { readonly seq: number; readonly person: string | null; readonly at: Instant },
): readonly AskedMail[] {
  const { reference, sequence, visitors, invited, proposedBy } = visit;
  const team = [...new Set([...visitors, proposedBy])];
  const isAgreed = before.state === 'confirmed' || visit.state === 'confirmed';
  const told: Readonly<Record<VisitChangeKind, readonly string[]>> = {
    ...{ proposed: invited, offered: invited, asked: team },
    ...{ confirmed: [...invited, ...team], moved: [...invited, ...team] },
    edited: isAgreed ? [...invited, ...team] : invited,
    // Who calls off what is in nobody's calendar knows it.
    cancelled: [...invited, ...team].filter((one) => isAgreed || one !== person),
    withdrawn: [...invited, ...team],
  };
  return [...new Set(told[kind])].map((one) => ({
    id: visitMailId(visit, kind, one),
    ...{ reference, seq, notice: 'visit' as const, item: null, person: one, at },
    ...{ outcome: kind, revision: sequence },
  }));
}
