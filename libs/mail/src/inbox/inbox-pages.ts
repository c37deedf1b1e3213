import type { InboxMessage, InboxSummary } from './message-store.js';

/** Style of the inbox's two pages, served as a file because the pages' policy allows no inline style. */
export const inboxCss = `
:root { color-scheme: light dark; --ink: #1f2a30; --quiet: #55646c; --line: #d9e0e3; --page: #eef2f3; --sheet: #fdfefe; --brand: #0b5f4c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ecee; --quiet: #a9b8bf; --line: #3a474d; --page: #12181b; --sheet: #1c2529; --brand: #7fd1b9; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); }
main, header { max-width: 60rem; margin: 0 auto; padding: 1rem; }
header { display: flex; gap: 1rem; align-items: baseline; padding-bottom: 0; }
header p { margin: 0; color: var(--quiet); font-size: .9rem; }
h1 { font-size: 1.35rem; margin: 0; }
a { color: var(--brand); }
ol { list-style: none; margin: 0; padding: 0; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
li + li { border-top: 1px solid var(--line); }
li a { display: grid; grid-template-columns: 14rem 1fr auto; gap: 1rem; padding: .65rem 1rem; color: inherit; text-decoration: none; }
li a:hover, li a:focus-visible { background: var(--page); }
li span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
li .to, li time { color: var(--quiet); font-size: .9rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0 1rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 62rem; border: 1px solid var(--line); border-radius: 8px; background: #eef2f3; color-scheme: light; }
pre { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
summary { cursor: pointer; padding: .5rem 0; }
nav { display: flex; justify-content: space-between; padding: .75rem 0; }
form { margin: 1rem 0; display: grid; gap: .5rem; justify-items: start; }
form label { font-weight: 600; }
textarea { width: 100%; font: inherit; padding: .5rem; border: 1px solid var(--line); border-radius: 6px; color: inherit; background: var(--sheet); }
button { font: inherit; font-weight: 600; padding: .6rem 1.1rem; border: 0; border-radius: 6px; color: var(--sheet); background: var(--brand); cursor: pointer; }
@media (max-width: 40rem) { li a { grid-template-columns: 1fr; gap: 0; } }
`;

/** Which part of the inbox a list page shows. */
export interface ListPage {
  readonly summaries: readonly InboxSummary[];
  readonly total: number;
  /** 1-based. */
  readonly page: number;
  readonly pages: number;
}

/** The list, newest first; it reloads by itself on its first page, without a script. */
export function listPage({ summaries, total, page, pages }: ListPage): string {
  const refresh = page === 1 ? '<meta http-equiv="refresh" content="5">' : '';
  const rows = summaries.map(
    (mail) =>
      `<li><a href="/messages/${mail.id}"><span class="to">${escape(mail.to.join(', '))}</span>` +
      `<span dir="auto">${escape(mail.subject) || '(no subject)'}</span><time>${escape(when(mail))}</time></a></li>`,
  );
  const newer = page > 1 ? `<a href="/?page=${page - 1}">Newer</a>` : '<span></span>';
  const older = page < pages ? `<a href="/?page=${page + 1}">Older</a>` : '<span></span>';
  const body =
    total === 0
      ? '<p>No message yet. What this installation sends appears here.</p>'
      : `<ol>${rows.join('')}</ol>`;
  return whole(
    'Inbox',
    refresh,
    `<p>${total} ${total === 1 ? 'message' : 'messages'}; nothing leaves this machine</p>`,
    `${body}<nav>${newer}${older}</nav>`,
  );
}

/** One message: what its reader sees, then text, headers and attachments, and a form to answer it as its reader. */
export function messagePage(mail: InboxMessage, answerable: boolean): string {
  const header = (label: string, value: string): string => `<dt>${label}</dt><dd>${escape(value)}</dd>`;
  const replyTo = mail.headers.find(({ name }) => name === 'reply-to')?.value;
  const body = [
    `<h1 dir="auto">${escape(mail.subject) || '(no subject)'}</h1><dl>`,
    header('From', mail.from),
    header('To', mail.to.join(', ')),
    replyTo === undefined ? '' : header('Reply to', addressIn(replyTo)),
    header('Date', when(mail)),
    '</dl>',
    mail.html === ''
      ? ''
      : `<iframe title="The message as HTML" src="/messages/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`,
    `<details${mail.html === '' ? ' open' : ''}><summary>Plain text</summary><pre dir="auto">${linked(mail.text)}</pre></details>`,
    ...(mail.attachments.length > 0
      ? [
          `<details open><summary>Attachments</summary><ul>${mail.attachments.map(attachment).join('')}</ul></details>`,
        ]
      : []),
    `<details><summary>Headers</summary><pre>${mail.headers.map(({ name, value }) => escape(`${name}: ${value}`)).join('\n')}</pre></details>`,
    ...(answerable && mail.to[0] !== undefined ? [answerForm(mail)] : []),
    `<nav><a href="/">All messages</a><a href="/messages/${mail.id}/raw">Source</a></nav>`,
  ];
  return whole(mail.subject, '', '<p><a href="/">All messages</a></p>', body.join('\n'));
}

/** Without the name before it, which a header carries in letters for machines. */
function addressIn(header: string): string {
  return /<([^<>]+)>\s*$/.exec(header)?.[1] ?? header;
}

function answerForm({ id, to }: InboxMessage): string {
  return (
    `<form method="post" action="/messages/${id}/reply"><label for="text">Answer as ${escape(to[0] ?? '')}</label>` +
    '<textarea id="text" name="text" rows="5" required></textarea><button type="submit">Send the answer</button></form>'
  );
}

/** What a wrong address shows. */
export function missingPage(): string {
  return whole('Not found', '', '', '<p>There is no such message. <a href="/">All messages</a></p>');
}

function attachment({ name, mediaType, size }: InboxMessage['attachments'][number]): string {
  return `<li>${escape(name || '(without name)')} · ${escape(mediaType)} · ${size} bytes</li>`;
}

function whole(title: string, head: string, beside: string, body: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}` +
    `<title>${escape(title)} · Parcours mail</title><link rel="stylesheet" href="/inbox.css"></head>` +
    `<body><header><h1><a href="/">Inbox</a></h1>${beside}</header><main>${body}</main></body></html>`
  );
}

function when({ date, receivedAt }: InboxSummary): string {
  return (date ?? receivedAt).slice(0, 16).replace('T', ' ') + ' UTC';
}

function linked(text: string): string {
  return escape(text).replace(
    /https?:\/\/[^\s<>"]+/g,
    (url) => `<a href="${url}" rel="noreferrer">${url}</a>`,
  );
}

function escape(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
