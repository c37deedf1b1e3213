import type { CommentView } from '#libs/cases';
import type { RoleHolder } from '#libs/persistence';
import { DocumentList } from '../forms/files.view.js';
import type { Visit } from '../http/visit.js';
import type { Speech } from '../text/messages.js';
import { Hidden, Notice } from '../work/item-parts.view.js';
import type { CommentState } from './comment-desk.js';

export interface CommentsProps {
  readonly visit: Visit;
  readonly speech: Speech;
  readonly reference: string;
  readonly comments: readonly CommentView[];
  /** Whom a comment can call on. */
  readonly readers: readonly RoleHolder[];
  readonly state: CommentState;
  /** The item whose page this is; its own title stands above already. */
  readonly item: string | null;
}

/** What people say among themselves about a case, and the form to say something. */
export function Comments(props: CommentsProps) {
  const { visit, speech, comments, item } = props;
  return (
    <section class="comments" id="comments">
      <h2>{speech.say('comments.title', { count: comments.length })}</h2>
      <p class="help">{speech.say('comments.who')}</p>
      {comments.length > 0 && (
        <ol>
          {comments.map((comment) => (
            <Comment key={comment.id} {...{ visit, speech, comment, item }} />
          ))}
        </ol>
      )}
      <CommentForm {...props} />
    </section>
  );
}

function Comment({
  visit,
  speech,
  comment,
  item,
}: Pick<CommentsProps, 'visit' | 'speech' | 'item'> & { readonly comment: CommentView }) {
  const { say } = speech;
  const waits = comment.mentions.some(({ person, seen }) => person === visit.viewer.person && !seen);
  return (
    <li id={comment.id} class={waits ? 'waits' : undefined}>
      <p class="muted">
        <strong>
          <bdi>{comment.personName}</bdi>
        </strong>{' '}
        · {say('date.full-time', { at: comment.at })}
        {comment.source === 'mail' && <span class="chip">{say('comments.by-mail')}</span>}
        {comment.itemTitle !== null && comment.item !== item && (
          <>
            {' · '}
            <a href={`/console/items/${comment.item ?? ''}`}>{comment.itemTitle}</a>
          </>
        )}
      </p>
      {comment.text !== '' && (
        <p class="typed" dir="auto">
          {comment.text}
        </p>
      )}
      {comment.whole !== null && (
        <details>
          <summary>{say('comments.whole')}</summary>
          <p class="typed" dir="auto">
            {comment.whole}
          </p>
        </details>
      )}
      {comment.documents.length > 0 && (
        <DocumentList
          speech={speech}
          documents={comment.documents}
          href={(id) => `/console/documents/${id}`}
        />
      )}
      {comment.mentions.length > 0 && (
        <p class="calls">
          {comment.mentions.map(({ person, name, seen }) => (
            <span class="chip" key={person}>
              <bdi>@{name}</bdi>
              {seen && ` · ${say('comments.seen')}`}
            </span>
          ))}
        </p>
      )}
      {waits && (
        <form method="post" action={`/console/mentions/${comment.id}`}>
          <Hidden fields={visit.hidden} />
          <button type="submit" class="small">
            {say('comments.noted')}
          </button>
        </form>
      )}
    </li>
  );
}

function CommentForm({ visit, speech, reference, readers, state, item }: CommentsProps) {
  const { say } = speech;
  const { typed, notice, key } = state;
  return (
    <form
      method="post"
      action={`/console/cases/${reference}/comments`}
      encType="multipart/form-data"
      class="card"
      id="comment"
    >
      <h3>{say('comments.add')}</h3>
      {notice && (
        <Notice tone="bad">
          <p>{notice}</p>
        </Notice>
      )}
      <Hidden fields={[...visit.hidden, ['key', key], ['item', item ?? typed.item]]} />
      <div class="field">
        <label for="comment-text">{say('comments.text')}</label>
        <textarea id="comment-text" name="text" rows={3} maxLength={4000} dir="auto">
          {typed.text}
        </textarea>
      </div>
      {readers.length > 0 && (
        <details class="mention" open={typed.mentions.length > 0}>
          <summary>{say('comments.mention')}</summary>
          <fieldset class="field">
            <legend>{say('comments.mention-help')}</legend>
            {readers.map(({ person, name, role }) => (
              <label class="tick" key={person}>
                <input
                  type="checkbox"
                  name="mentions"
                  value={person}
                  checked={typed.mentions.includes(person)}
                />
                <span>
                  <bdi>{name}</bdi> <span class="muted">{say(`party.${role}`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
        </details>
      )}
      <div class="field">
        <label for="comment-files">
          {say('comments.files')} <span class="optional">{say('form.optional')}</span>
        </label>
        <input type="file" id="comment-files" name="files" multiple />
      </div>
      <div class="actions">
        <button type="submit" class="primary">
          {say('comments.send')}
        </button>
      </div>
    </form>
  );
}
