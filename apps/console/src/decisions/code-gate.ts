import type { Actor } from '#libs/cases';
import type { CodeAsk } from './code-ask.view.js';

/**
 * Stands between a link that may have been forwarded and a decision: answers an actor who has proved to read the mailbox of the
 * link's person, or what to ask for. May mail a code, so it is for posts only (I2).
 */
export type CodeGate = (typed: {
  /** As typed; empty when none was asked for yet. */
  readonly code: string;
  /** Another code is wanted. */
  readonly another: boolean;
}) => Promise<CodeAsk | { readonly actor: Actor }>;
