import type { FilesField, FileKind } from '#libs/definitions';
import type { DocumentView } from '#libs/cases';
import { listText, type Speech } from '../text/messages.js';
import { idOf, type FormContext } from './form-context.js';
import { described, Group } from './inputs.view.js';

const accepted: Readonly<Record<FileKind, string>> = {
  pdf: '.pdf,application/pdf',
  image: 'image/*',
  spreadsheet: '.xlsx,.csv,text/csv',
  document: '.docx,.txt',
};

/** Uploads: what is attached already, a button to take each away, and an input that opens the camera of a phone. */
export function FilesInput({
  context,
  field,
}: {
  readonly context: FormContext;
  readonly field: FilesField;
}) {
  const { speech } = context;
  const ids = idsIn(context.typed[field.key]);
  return (
    <Group context={context} field={field} name={field.key}>
      {ids.length > 0 && (
        <ul class="files">
          {ids.map((id) => {
            const document = context.documents.find((candidate) => candidate.id === id);
            return (
              <li key={id}>
                <input type="hidden" name={field.key} value={id} />
                <a href={context.documentHref(id)}>
                  <bdi>{document?.name ?? speech.say('files.attached')}</bdi>
                </a>
                {document && <span class="muted"> {sizeText(speech, document.size)}</span>}
                <button type="submit" name="do" value={`remove:${id}`} class="small quiet">
                  {speech.say('files.remove')} <span class="unseen">{document?.name}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <label class="upload" for={idOf(`${field.key}.add`)}>
        {speech.say(ids.length > 0 ? 'files.more' : 'files.add')}
      </label>
      <input
        type="file"
        id={idOf(`${field.key}.add`)}
        name={field.key}
        multiple
        accept={field.accept.map((kind) => accepted[kind]).join(',')}
        {...described(context, field.key, false)}
      />
      <p class="help">
        {speech.say('files.kinds', {
          kinds: listText(
            speech,
            field.accept.map((kind) => speech.say(`kind.${kind}`)),
          ),
          max: field.max,
        })}{' '}
        {speech.say('files.at-once')}
      </p>
    </Group>
  );
}

/** Documents with links to them. */
export function DocumentList({
  speech,
  documents,
  href,
}: {
  readonly speech: Speech;
  readonly documents: readonly DocumentView[];
  readonly href: (id: string) => string;
}) {
  return (
    <ul class="files">
      {documents.map((document) => (
        <li key={document.id}>
          <a href={href(document.id)}>
            <bdi>{document.name}</bdi>
          </a>{' '}
          <span class="muted">{sizeText(speech, document.size)}</span>
        </li>
      ))}
    </ul>
  );
}

/** A size in KB or MB. */
export function sizeText(speech: Speech, bytes: number): string {
  return bytes >= 1_000_000
    ? speech.say('size.mb', { size: Math.round(bytes / 100_000) / 10 })
    : speech.say('size.kb', { size: Math.max(1, Math.round(bytes / 1000)) });
}

/** Document ids of a files answer, one or several. */
function idsIn(answer: unknown): readonly string[] {
  return [answer].flat().filter((id): id is string => typeof id === 'string' && id !== '');
}
