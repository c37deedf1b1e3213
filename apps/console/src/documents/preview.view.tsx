import type { CaseHead, DocumentView } from '#libs/cases';
import { tabPath } from '../cases/case-frame.view.js';
import { sizeText } from '../forms/files.view.js';
import { canShow } from '../http/send-document.js';
import type { Visit } from '../http/visit.js';
import { ConsolePage } from '../layout/console.view.js';

/** A document in the page: pictures and PDF show themselves, anything else is saved. */
export function PreviewPage({
  visit,
  document,
  head,
}: {
  readonly visit: Visit;
  readonly document: DocumentView;
  readonly head: CaseHead;
}) {
  const { speech } = visit;
  const { say } = speech;
  const address = `/console/documents/${document.id}`;
  const { reference, organisationName } = head.case;
  return (
    <ConsolePage visit={visit} title={document.name} section="cases">
      <p class="crumbs">
        <a href={tabPath(reference, head.sees.documents ? 'documents' : 'overview')}>
          <bdi>{organisationName}</bdi> · <bdi>{reference}</bdi>
        </a>
      </p>
      <h1>
        <bdi>{document.name}</bdi>
      </h1>
      <p class="muted">{sizeText(speech, document.size)}</p>
      <div class="actions">
        <a class="button primary" href={`${address}?download=1`}>
          {say('documents.download')}
        </a>
        {canShow(document) && (
          <a class="button" href={address}>
            {say('documents.alone')}
          </a>
        )}
      </div>
      {!canShow(document) && <p>{say('documents.no-preview')}</p>}
      {document.mediaType.startsWith('image/') && canShow(document) && (
        <img class="preview" src={address} alt={document.name} />
      )}
      {document.mediaType === 'application/pdf' && (
        <iframe class="preview" src={address} title={document.name} />
      )}
    </ConsolePage>
  );
}
