import type { Instant } from '#libs/domain';
import {
  Acts,
  CaseLog,
  CaseViews,
  Comments,
  Documents,
  Handovers,
  Messages,
  Visits,
  type Database,
  type StoredAct,
} from '#libs/persistence';

/** A call, a message or a visit as somebody noted it down. */
interface LoggedContact {
  /** Transition that holds it. */
  readonly seq: number;
  readonly at: Instant;
  readonly person: string;
  readonly onBehalfOf: string | null;
  readonly medium: unknown;
  readonly note: string;
  /** `YYYY-MM-DD` by which the company promised to answer. */
  readonly promised: string | null;
  /** Ids of the tasks it concerns; empty for all that the company owed. */
  readonly tasks: readonly string[];
}

/**
 * Everything that is stored of one case, by the name of the file that it goes into. No programme's data policy narrows it: that says what
 * others read of a company, and this is the company's whole file. Nothing of any other case is in it.
 */
export async function caseContent(database: Database, reference: string) {
  const views = new CaseViews(database);
  const found = await views.findCase(reference);
  if (!found) throw new Error(`There is no case ${reference}. The console lists all references under Cases.`);
  const [items, milestones, measures, incidents, documents, mails, acts, log, files] = await Promise.all([
    views.itemsOf(reference),
    views.milestonesOf(reference),
    views.measuresOf(reference),
    views.incidents({ reference }),
    views.documentsOf(reference),
    views.mailsOf(reference),
    new Acts(database).ofCase(reference),
    new CaseLog(database).load(reference),
    new Documents(database).ofComments(reference),
  ]);
  const moments = new Map(log.map(({ seq, at }) => [seq, at]));
  return {
    ...{ case: found, items, milestones, measures, incidents, mails, acts, log },
    // What came with a comment and was filed stands in both.
    documents: [...documents, ...files.filter(({ seq }) => seq === null)],
    'contact-log': acts.flatMap((act) => contact(act, moments)),
    ...(await beside(database, reference)),
  };
}

/** What people wrote and arranged beside the path, without the keys that their forms came under. */
async function beside(database: Database, reference: string) {
  const [comments, visits, handovers, messages] = await Promise.all([
    new Comments(database).ofCase(reference),
    new Visits(database).ofCase(reference),
    new Handovers(database).ofCase(reference),
    new Messages(database).ofCase(reference),
  ]);
  const [mentions, changes] = await Promise.all([
    new Comments(database).mentionsOf(comments.map(({ id }) => id)),
    new Visits(database).changesOf(visits.map(({ id }) => id)),
  ]);
  return {
    comments: comments.map(({ request: _request, ...comment }) => ({
      ...comment,
      mentions: mentions.flatMap(({ comment: id, person, seenAt }) =>
        id === comment.id ? [{ person, seenAt }] : [],
      ),
    })),
    visits: visits.map((visit) => ({
      ...visit,
      changes: changes.flatMap(({ visit: id, request: _request, fingerprint: _fingerprint, ...change }) =>
        id === visit.id ? [change] : [],
      ),
    })),
    handovers: handovers.map(({ request: _request, fingerprint: _fingerprint, ...handover }) => handover),
    // One message goes to many companies; what became of it elsewhere is theirs.
    messages: messages.map(
      ({ message: { request: _request, fingerprint: _fingerprint, ...message }, mails }) => ({
        ...message,
        reports: message.reports.filter((report) => report.reference === reference),
        mails: mails.map(({ id }) => id),
      }),
    ),
  };
}

function contact(
  { actor: { person, onBehalfOf }, body, seq, reason, answers }: StoredAct,
  moments: ReadonlyMap<number, Instant>,
): readonly LoggedContact[] {
  if (body.type !== 'log-contact' || seq === null) return [];
  const { promised, items: tasks } = body;
  const [at = 0, note, medium] = [moments.get(seq), reason ?? '', answers['medium']];
  return [{ seq, at, person, onBehalfOf, medium, note, promised, tasks }];
}
