import type { IncomingReply } from './read-reply.js';

/**
 * Whether the mail server that we trust (`REPLY_TRUSTED_HOST`) says that the sender is forged. Only its word counts, and only its
 * newest: anybody can write such a header.
 */
export function isForged(
  { authentication }: Pick<IncomingReply, 'authentication'>,
  trusted: string | null,
): boolean {
  if (trusted === null) return false;
  const said = authentication.find((line) => line.toLowerCase().split(/[;\s]/)[0] === trusted.toLowerCase());
  return said !== undefined && /\bdmarc\s*=\s*(fail|permerror)\b/i.test(said);
}
