import type { CaseHead, DocumentView } from '#libs/cases';
import { DocumentList } from '../forms/files.view.js';
import type { Visit } from '../http/visit.js';
import { CaseFrame } from './case-frame.view.js';

export interface CaseDocumentsPageProps {
  readonly visit: Visit;
  readonly head: CaseHead;
  readonly documents: readonly DocumentView[];
  readonly temporalUrl: string | null;
}

/** Everything that was handed in on a case, in the order of upload. */
export function CaseDocumentsPage({ visit, head, documents, temporalUrl }: CaseDocumentsPageProps) {
  const { speech } = visit;
  return (
    <CaseFrame visit={visit} head={head} tab="documents" temporalUrl={temporalUrl}>
      <section class="card" aria-labelledby="documents-title">
        <h2 id="documents-title">{speech.say('case.documents')}</h2>
        {documents.length === 0 ? (
          <p class="muted">{speech.say('documents.none')}</p>
        ) : (
          <DocumentList speech={speech} documents={documents} href={(id) => `/console/documents/${id}`} />
        )}
      </section>
    </CaseFrame>
  );
}
