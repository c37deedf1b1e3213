import { createHash } from 'node:crypto';
import type { ContactMedium } from '../usecases/log-contact.js';
import type { SheetKey } from './sheets.js';

/** What one difference would do; each is an act, or an edit of the directory. */
export type Change =
  | {
      readonly type: 'due';
      readonly reference: string;
      readonly task: string;
      readonly until: string;
      /** Empty for the reason given for all of them. */
      readonly reason: string;
    }
  | {
      readonly type: 'contact';
      readonly reference: string;
      readonly medium: ContactMedium;
      /** Empty for the reason given for all of them. */
      readonly note: string;
      readonly promised: string | null;
    }
  | {
      readonly type: 'organisation';
      readonly programme: string;
      readonly code: string;
      readonly field: 'name' | 'town';
      readonly value: string | null;
    }
  | {
      readonly type: 'person';
      readonly programme: string;
      readonly person: string;
      readonly field: 'name' | 'email' | 'phone' | 'language';
      readonly value: string | null;
    };

/** A cell that says something else than what was exported, and what would be done about it. */
export interface Difference {
  /** The same for the same change of the same thing. */
  readonly id: string;
  readonly sheet: SheetKey;
  readonly column: string;
  /** Where it stands: `Tasks!F12`. */
  readonly place: string;
  /** Whom or what it is about, in words. */
  readonly subject: string;
  readonly exported: string | null;
  /** As it stands now; another value than exported is a conflict. */
  readonly now: string | null;
  readonly wanted: string | null;
  readonly conflict: boolean;
  readonly change: Change;
}

/** A difference, and why nothing would come of it. */
export interface JudgedDifference extends Difference {
  /** Code of the refusal; null for what would be done. */
  readonly refusal: string | null;
}

/** Why something in the file has no effect; the words are the message `problem.<code>`. */
export const workbookProblems = [
  'sheet-missing',
  'column-missing',
  'column-unknown',
  'column-twice',
  'merged',
  'row-unnamed',
  'row-unknown',
  'row-twice',
  'row-gone',
  'fixed',
  'row-fixed',
  'fault',
  'not-a-day',
  'ambiguous-day',
  'not-offered',
  'not-an-email',
  'empty',
  'too-long',
  'medium-missing',
  'said-missing',
  'promise-cleared',
  'contradiction',
] as const;
export type WorkbookProblemCode = (typeof workbookProblems)[number];

export interface WorkbookProblem {
  readonly code: WorkbookProblemCode;
  readonly place: string;
  readonly sheet: SheetKey;
  /** Key of the column it is about; null for a whole row or sheet. */
  readonly column: string | null;
  readonly subject: string;
  readonly exported: string | null;
  readonly wanted: string | null;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly problems: readonly WorkbookProblem[];
  /** Rows that were read. */
  readonly rows: number;
}

export function differenceId(change: Change): string {
  return createHash('sha256').update(JSON.stringify(change)).digest('base64url').slice(0, 16);
}
