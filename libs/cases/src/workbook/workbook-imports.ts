import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { mayView } from '#libs/identity';
import { CaseBatches, SpreadsheetRuns, type SpreadsheetRunRow } from '#libs/persistence';
import { readSpreadsheet } from '#libs/spreadsheets';
import type { Actor } from '../actor.js';
import { runView, type SpreadsheetRunView } from '../spreadsheets/run-view.js';
import { SpreadsheetWork } from '../spreadsheets/spreadsheet-work.js';
import { requiredReason } from '../usecases/reason.js';
import { baseOf, type Base } from './base.js';
import { compareWorkbook } from './compare-workbook.js';
import type { Comparison, Difference, JudgedDifference } from './differences.js';
import { WorkbookChanges } from './workbook-changes.js';
import { WorkbookRows } from './workbook-data.js';

export interface WorkbookRunView extends SpreadsheetRunView {
  /** Empty once it was confirmed. */
  readonly differences: readonly JudgedDifference[];
  readonly problems: Comparison['problems'];
  readonly rows: number;
  /** Case time of the export, epoch ms; null once it was confirmed. */
  readonly exportedAt: number | null;
  /** What was seen, to be sent back with the confirmation: what has changed since is shown again first. */
  readonly digest: string;
}

export interface WorkbookConfirmation {
  /** Ids of the differences to apply. */
  readonly chosen: readonly string[];
  /** For those whose row gives none. */
  readonly reason?: string;
  readonly digest: string;
}

/** What a run keeps of its confirmation. */
interface Settings {
  readonly chosen: readonly string[];
  readonly reason: string;
}

/** A workbook that comes back: every difference is shown before any is applied, and each is applied as the act it is. */
@Injectable()
export class WorkbookImports {
  constructor(
    private readonly runs: SpreadsheetRuns,
    private readonly work: SpreadsheetWork,
    private readonly rows: WorkbookRows,
    private readonly batches: CaseBatches,
    private readonly changes: WorkbookChanges,
  ) {}

  /** Looks at the file and keeps it; its id. Throws what `readSpreadsheet` throws, and `workbook.unknown`. */
  async upload(actor: Actor, file: { readonly name: string; readonly content: Buffer }): Promise<string> {
    await read(file.content);
    const { person } = actor.viewer;
    return this.runs.add({
      ...{ kind: 'workbook', person, programme: null },
      ...{ fileName: file.name.slice(0, 200), content: file.content },
    });
  }

  async view(actor: Actor, id: string): Promise<WorkbookRunView> {
    const run = await this.runOf(actor, id);
    if (run.state !== 'read')
      return { ...runView(run), ...{ differences: [], problems: [], rows: 0, exportedAt: null, digest: '' } };
    const { comparison, base } = await this.compare(actor, id);
    const differences = await this.changes.judged(actor, comparison.differences);
    const { problems, rows } = comparison;
    return {
      ...{ ...runView(run), differences, problems, rows },
      ...{ exportedAt: base.exportedAt, digest: digestOf(differences) },
    };
  }

  /** The newest of the viewer's own. */
  async recent(actor: Actor): Promise<readonly SpreadsheetRunView[]> {
    return (await this.runs.list(actor.viewer.person, 'workbook', null)).map(runView);
  }

  /** Begins to apply what was chosen. Throws `workbook.moved-on`, `workbook.nothing-chosen`, `reason.required` or `spreadsheet.busy`. */
  async apply(
    actor: Actor,
    id: string,
    { chosen, reason = '', digest }: WorkbookConfirmation,
  ): Promise<void> {
    const run = await this.runOf(actor, id);
    if (run.state !== 'read') throw new DomainError('conflict', 'spreadsheet.done-already', id);
    const { differences, digest: now } = await this.view(actor, id);
    if (now !== digest) throw new DomainError('conflict', 'workbook.moved-on', id);
    const wanted = differences.filter(({ id: one, refusal }) => chosen.includes(one) && refusal === null);
    if (wanted.length === 0) throw new DomainError('invalid', 'workbook.nothing-chosen', id);
    if (wanted.some(lacksReason)) requiredReason(reason);
    await this.start(actor, run, wanted, { chosen: wanted.map(({ id: one }) => one), reason });
  }

  /** Takes up what was interrupted: what was applied is no difference any more. */
  async resume(actor: Actor, id: string): Promise<void> {
    const run = await this.runOf(actor, id);
    if (run.state !== 'running' || run.active) throw new DomainError('conflict', 'spreadsheet.busy', id);
    const { comparison } = await this.compare(actor, id);
    const settings = run.settings as unknown as Settings;
    const left = comparison.differences.filter((one) => settings.chosen.includes(one.id));
    await this.start(actor, run, left, settings);
  }

  private async start(
    actor: Actor,
    { id, total }: SpreadsheetRunRow,
    wanted: readonly Difference[],
    settings: Settings,
  ): Promise<void> {
    if (!(await this.runs.start(id, { ...settings }, total || wanted.length)))
      throw new DomainError('conflict', 'spreadsheet.busy', id);
    const steps = wanted.map((difference) => ({
      ...{ id: difference.id, place: difference.place, subject: difference.subject },
      work: () =>
        this.changes.apply(actor, difference.change, settings.reason, `workbook ${id} ${difference.id}`),
    }));
    this.work.begin(id, steps);
  }

  private async compare(
    actor: Actor,
    id: string,
  ): Promise<{ readonly comparison: Comparison; readonly base: Base }> {
    const content = await this.runs.content(id);
    const { file, base } = await read(content ?? Buffer.alloc(0));
    const { viewer } = actor;
    const cases = (await this.batches.cases(base.references)).filter((row) => mayView(row, viewer));
    const [current, logged] = await Promise.all([
      this.rows.of(viewer, cases, base.language),
      this.batches.loggedContacts(base.references),
    ]);
    const comparison = compareWorkbook({ file, base, current, logged });
    const differences = await this.changes.outstanding(comparison.differences);
    return { base, comparison: { ...comparison, differences } };
  }

  private async runOf(actor: Actor, id: string): Promise<SpreadsheetRunRow> {
    const run = await this.runs.get(id, actor.viewer.person);
    if (run?.kind !== 'workbook') throw new DomainError('not-found', 'spreadsheet.unknown', id);
    return run;
  }
}

async function read(content: Buffer) {
  const file = await readSpreadsheet(content);
  const base = baseOf(file);
  if (!base)
    throw new DomainError('invalid', 'workbook.unknown', null, {
      hint: 'This is no workbook exported from here, or its hidden sheet is gone: export one anew and take your changes over.',
    });
  return { file, base };
}

/** Whether somebody has to say why, because the row does not. */
function lacksReason({ change }: Difference): boolean {
  return (change.type === 'due' && change.reason === '') || (change.type === 'contact' && change.note === '');
}

function digestOf(differences: readonly JudgedDifference[]): string {
  const seen = differences.map(({ id, now, refusal }) => [id, now, refusal]);
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22);
}
