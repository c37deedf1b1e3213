import type { DocumentView, ItemSummary } from '#libs/cases';
import { sizeText } from '../../forms/files.view.js';
import type { Speech } from '../../text/messages.js';

interface SentProps {
  /** The company's own. */
  readonly items: readonly ItemSummary[];
  readonly documents: readonly DocumentView[];
  /** Path of the link's own page. */
  readonly path: string;
  readonly speech: Speech;
}

/** What the company has handed in, with its files. */
export function Sent({ items, documents, path, speech }: SentProps) {
  const { say } = speech;
  const done = items.filter(({ kind, status }) => kind === 'task' && status === 'done');
  if (done.length === 0) return null;
  return (
    <section class="card" aria-labelledby="sent-title">
      <h2 id="sent-title">{say('file.sent')}</h2>
      <ul class="sent">
        {done.map((item) => (
          <li key={item.id}>
            <bdi>{item.title}</bdi>
            {item.measureTitle !== null && (
              <>
                {' · '}
                <bdi>{item.measureTitle}</bdi>
              </>
            )}
            {item.settledAt !== null && (
              <span class="muted"> · {say('date.day', { at: item.settledAt })}</span>
            )}
            <Files
              documents={documents.filter(({ item: of, draft }) => of === item.id && !draft)}
              path={path}
              speech={speech}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Files({ documents, path, speech }: Omit<SentProps, 'items'>) {
  if (documents.length === 0) return null;
  return (
    <ul class="files">
      {documents.map(({ id, name, size }) => (
        <li key={id}>
          <a href={`${path}/documents/${id}`}>
            <bdi>{name}</bdi>
          </a>{' '}
          <span class="muted">{sizeText(speech, size)}</span>
        </li>
      ))}
    </ul>
  );
}
