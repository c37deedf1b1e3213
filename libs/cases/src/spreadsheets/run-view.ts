import type { SpreadsheetOutcome, SpreadsheetRunRow } from '#libs/persistence';

/** An uploaded spreadsheet, and how far it has come. */
export interface SpreadsheetRunView {
  readonly id: string;
  readonly fileName: string;
  /** `read`: looked at, nothing done; `interrupted`: begun, and nobody works on it. */
  readonly state: 'read' | 'running' | 'interrupted' | 'done';
  /** Lines or differences to work on; 0 before it was confirmed. */
  readonly total: number;
  /** Machine time, epoch ms. */
  readonly uploadedAt: number;
  readonly outcomes: readonly SpreadsheetOutcome[];
}

export function runView(run: SpreadsheetRunRow): SpreadsheetRunView {
  const { id, fileName, state, total, uploadedAt, outcomes, active } = run;
  return {
    ...{ id, fileName, total, outcomes },
    state: state === 'running' && !active ? 'interrupted' : state,
    uploadedAt: uploadedAt.getTime(),
  };
}
