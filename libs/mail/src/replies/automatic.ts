interface Header {
  readonly name: string;
  readonly value: string;
}

/** Subjects that mail programs give to holiday replies, in the languages of our readers; a few set no header. */
const absences =
  /^\s*(automatic reply|auto(matic)?[- ]?reply|out of (the )?office|réponse automatique|absence du bureau|respuesta automática|fuera de la oficina|رد تلقائي|خارج المكتب)\s*[:：]/iu;

/** What the headers of a message do not say. */
interface Origin {
  /** Of the envelope, where SMTP told it. */
  readonly returnPath?: string | undefined;
  /** A calendar program says that somebody comes or does not (`METHOD:REPLY`). */
  readonly isCalendarAnswer?: boolean;
}

/**
 * Whether a machine wrote it: a holiday reply, a bounce, a list, another system like ours (RFC 3834). Such a message is never
 * answered, so that two machines cannot write to each other for ever.
 */
export function isAutomatic(
  headers: readonly Header[],
  subject: string,
  { returnPath, isCalendarAnswer = false }: Origin = {},
): boolean {
  const of = (name: string) => headers.find((header) => header.name === name)?.value.toLowerCase();
  const submitted = of('auto-submitted');
  if (submitted !== undefined && !/^no\b/.test(submitted)) return true;
  if (/^(bulk|list|junk|auto_reply)\b/.test(of('precedence') ?? '')) return true;
  if (
    ['x-autoreply', 'x-autorespond', 'x-auto-reply', 'list-id', 'list-unsubscribe'].some(
      (name) => of(name) !== undefined,
    )
  )
    return true;
  if (/^multipart\/report\b/.test(of('content-type') ?? '')) return true;
  if (isCalendarAnswer) return true;
  if (returnPath === '' || of('return-path') === '<>') return true;
  if (/^<?(mailer-daemon|postmaster|no-?reply)@/.test((of('from') ?? '').replace(/^.*</, ''))) return true;
  return absences.test(subject);
}
