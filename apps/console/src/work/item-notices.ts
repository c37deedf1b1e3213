import type { Request } from 'express';
import type { Refusal } from '../http/answered.js';

/** What an act on an item leads back to its page with, by what became of it; the page says it once. */
const notices = {
  ...{ saved: 'notice.saved', handed: 'notice.handed' },
  'taken-back': 'notice.taken-back',
} as const;

/** The key of what the page's address says has just happened. */
export function noticeOn(request: Request): string | null {
  const found = Object.entries(notices).find(([name]) => request.query[name] === '1');
  return found?.[1] ?? null;
}

/** What a step's page says of a refusal: somebody else was first, or what it is. */
export function stepNotice({ notice }: Refusal): string {
  return notice === 'refusal.task.not-open' ? 'notice.already-settled' : notice;
}

/** Whether something was done, waits, or went wrong. */
export function toneOf(notice: string): 'good' | 'info' | 'bad' {
  if (Object.values<string>(notices).includes(notice)) return 'good';
  return notice === 'notice.resumed' || notice === 'notice.kept' ? 'info' : 'bad';
}

/** The part of an address that says it; empty where the page shows it by itself. */
export function noticeQuery(kind: 'done' | keyof typeof notices): string {
  return kind === 'done' ? '' : `${kind}=1`;
}
