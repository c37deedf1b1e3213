import type { CaseDocuments, CaseHead, CommentFiles, DocumentGroup, DocumentView } from '#libs/cases';
import { CaseFrame, tabPath } from '../cases/case-frame.view.js';
import { sizeText } from '../forms/files.view.js';
import { canShow } from '../http/send-document.js';
import { newFormKey } from '../http/tokens.js';
import type { Visit } from '../http/visit.js';
import { inZone, type Speech } from '../text/messages.js';
import { Hidden, Notice } from '../work/item-parts.view.js';

export interface CaseDocumentsPageProps {
  readonly visit: Visit;
  readonly head: CaseHead;
  readonly view: CaseDocuments;
  readonly temporalUrl: string | null;
  /** What is wrong, in words. */
  readonly notice: string | null;
}

/** Every paper of a case by what it was asked for, in versions; what came with comments; and where to add one. */
export function CaseDocumentsPage({ visit, head, view, temporalUrl, notice }: CaseDocumentsPageProps) {
  const speech = inZone(visit.speech, head.case.timeZone);
  const { say } = speech;
  const { groups, comments, tasks } = view;
  return (
    <CaseFrame visit={visit} head={head} tab="documents" temporalUrl={temporalUrl}>
      {notice !== null && (
        <Notice tone="bad">
          <p>{notice}</p>
        </Notice>
      )}
      {groups.length === 0 && comments.length === 0 && <p class="muted">{say('documents.none')}</p>}
      {groups.map((group) => (
        <Group key={`${group.item} ${group.field ?? ''}`} group={group} speech={speech} />
      ))}
      {comments.length > 0 && (
        <section class="card">
          <h2>{say('documents.from-comments')}</h2>
          <p class="help">{say('documents.from-comments-help')}</p>
          {comments.map((one) => (
            <FromComment key={one.comment} {...{ visit, head, speech, tasks }} from={one} />
          ))}
        </section>
      )}
      {tasks.length > 0 && (
        <details class="card">
          <summary>{say('documents.file')}</summary>
          <p class="help">{say('documents.file-help')}</p>
          <ul>
            {tasks.map(({ item, title }) => (
              <li key={item}>
                <a href={`/console/items/${item}/filing`}>{title}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </CaseFrame>
  );
}

function Group({ group, speech }: { readonly group: DocumentGroup; readonly speech: Speech }) {
  const { say } = speech;
  const [latest, ...earlier] = group.versions;
  if (!latest) return null;
  return (
    <section class="card documents">
      <h2>
        <a href={`/console/items/${group.item}`}>{group.title}</a>
      </h2>
      <p class="muted">{group.field ?? say('documents.filed')}</p>
      <Version version={latest} speech={speech} />
      {earlier.length > 0 && (
        <details>
          <summary>{say('documents.earlier', { count: earlier.length })}</summary>
          {earlier.map((version) => (
            <Version key={version.number} version={version} speech={speech} />
          ))}
        </details>
      )}
    </section>
  );
}

function Version({
  version,
  speech,
}: {
  readonly version: DocumentGroup['versions'][number];
  readonly speech: Speech;
}) {
  const { say } = speech;
  const { number, round, at, by, documents } = version;
  return (
    <div class="version">
      <p class="muted">
        <span class="chip">{say('documents.version', { number })}</span>{' '}
        {say('documents.when', { at, round })}
        {by !== null && (
          <>
            {' · '}
            <bdi>{by}</bdi>
          </>
        )}
      </p>
      <Files documents={documents} speech={speech} />
    </div>
  );
}

function Files({
  documents,
  speech,
}: {
  readonly documents: readonly DocumentView[];
  readonly speech: Speech;
}) {
  const { say } = speech;
  return (
    <ul class="files">
      {documents.map((document) => {
        const shown = canShow(document);
        const address = `/console/documents/${document.id}`;
        return (
          <li key={document.id}>
            <a href={shown ? `${address}/preview` : address}>
              <bdi>{document.name}</bdi>
            </a>{' '}
            <span class="muted">{sizeText(speech, document.size)}</span>
            {shown && (
              <>
                {' · '}
                <a href={`${address}?download=1`}>
                  {say('documents.download')} <span class="unseen">{document.name}</span>
                </a>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Whoever files papers puts them into a step's file, where they count as part of it. */
function FromComment({
  visit,
  head,
  speech,
  tasks,
  from,
}: Pick<CaseDocumentsPageProps, 'visit' | 'head'> & {
  readonly speech: Speech;
  readonly tasks: CaseDocuments['tasks'];
  readonly from: CommentFiles;
}) {
  const { say } = speech;
  const { reference } = head.case;
  return (
    <div class="version">
      <p class="muted">
        <a href={`${tabPath(reference, 'comments')}#${from.comment}`}>
          <bdi>{from.by}</bdi>, {say('date.day', { at: from.at })}
        </a>
      </p>
      <Files documents={from.documents} speech={speech} />
      {tasks.length > 0 &&
        from.documents.map(({ id, name }) => (
          <form key={id} method="post" action={tabPath(reference, 'documents')} class="inline">
            <Hidden fields={[...visit.hidden, ['key', newFormKey()], ['document', id]]} />
            <label for={`task-${id}`}>{say('documents.file-into', { name })}</label>
            <select id={`task-${id}`} name="task">
              {tasks.map(({ item, title }) => (
                <option key={item} value={item}>
                  {title}
                </option>
              ))}
            </select>
            <button type="submit" class="small">
              {say('documents.file-button')}
            </button>
          </form>
        ))}
    </div>
  );
}
