import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { SpreadsheetRuns, type SpreadsheetRunRow } from '#libs/persistence';
import { readSpreadsheet } from '#libs/spreadsheets';
import type { Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { runView, type SpreadsheetRunView } from '../spreadsheets/run-view.js';
import { SpreadsheetWork, type Step } from '../spreadsheets/spreadsheet-work.js';
import { OpenCase } from '../usecases/open-case.js';
import { EnrolmentPlans } from './enrolment-plans.js';
import { EnrolmentRows } from './enrolment-rows.js';
import { enrolmentFields, type EnrolmentField } from './fields.js';
import type { EnrolmentProblem, FileColumn } from './line.js';
import { isIdle, isKeptOut, type PlannedLine } from './plan.js';
import { readLines, type ColumnMapping } from './read-lines.js';

/** Lines of one file. A programme takes in some dozens of companies; more is another file. */
const mostLines = 500;

/** A line as pages and programs show it. */
export interface EnrolmentLineView {
  readonly row: number;
  readonly code: string;
  readonly company: string;
  readonly fate: 'add' | 'change' | 'keep' | 'left-out';
  /** People to be added and to be changed. */
  readonly people: { readonly added: number; readonly changed: number };
  readonly opening: 'open' | 'has-case' | 'had-case' | 'starts-later' | 'not-asked' | null;
  /** Stage in which the case goes on; null for the first. */
  readonly stage: string | null;
  /** Case that stands already. */
  readonly reference: string | null;
  readonly problems: readonly EnrolmentProblem[];
}

export interface EnrolmentRunView extends SpreadsheetRunView {
  readonly programme: string;
  /** Columns of the file and what they are taken for; empty once it was confirmed. */
  readonly columns: readonly FileColumn[];
  readonly lines: readonly EnrolmentLineView[];
  readonly problems: readonly EnrolmentProblem[];
  readonly opens: boolean;
  /** What was seen, to be sent back with the confirmation. */
  readonly digest: string;
}

export interface EnrolmentConfirmation {
  readonly digest: string;
  /** Imports the other lines where some cannot be; without it a file with errors is refused whole. */
  readonly leaveOut?: boolean;
}

interface Settings {
  readonly mapping: ColumnMapping;
  readonly opens: boolean;
}

/** Companies that come in by a spreadsheet: looked at line by line, then written all at once, and their cases opened one by one. */
@Injectable()
export class Enrolments {
  constructor(
    private readonly access: CaseAccess,
    private readonly runs: SpreadsheetRuns,
    private readonly work: SpreadsheetWork,
    private readonly plans: EnrolmentPlans,
    private readonly rows: EnrolmentRows,
    private readonly opening: OpenCase,
  ) {}

  /** What a column may be taken for. */
  fields(): readonly EnrolmentField[] {
    return enrolmentFields(this.plans.definitions());
  }

  /** Looks at the file and keeps it; its id. Throws what `readSpreadsheet` throws, and `enrolment.no-headings`. */
  async upload(
    actor: Actor,
    programme: string,
    file: { readonly name: string; readonly content: Buffer },
  ): Promise<string> {
    this.authorise(actor, programme);
    await this.read(file.content, {});
    const { person } = actor.viewer;
    return this.runs.add({
      ...{ kind: 'enrolment', person, programme, settings: { mapping: {}, opens: true } },
      ...{ fileName: file.name.slice(0, 200), content: file.content },
    });
  }

  async view(actor: Actor, programme: string, id: string): Promise<EnrolmentRunView> {
    const run = await this.runOf(actor, programme, id);
    const { opens } = settingsOf(run);
    const shown = { ...runView(run), programme, opens };
    if (run.state !== 'read') return { ...shown, columns: [], lines: [], problems: [], digest: '' };
    const { columns, problems, planned } = await this.plan(actor, run);
    return { ...shown, columns, problems, lines: planned.map(lineView), digest: digestOf(planned) };
  }

  /** The newest of the viewer's own. */
  async recent(actor: Actor, programme: string): Promise<readonly SpreadsheetRunView[]> {
    this.authorise(actor, programme);
    return (await this.runs.list(actor.viewer.person, 'enrolment', programme)).map(runView);
  }

  /** Says what columns mean, and whether cases are to be opened. */
  async choose(actor: Actor, programme: string, id: string, settings: Settings): Promise<void> {
    const run = await this.runOf(actor, programme, id);
    await this.runs.choose(run.id, { ...settings });
  }

  /** Begins to import. Throws `enrolment.errors`, `enrolment.nothing`, `enrolment.moved-on` or `spreadsheet.busy`. */
  async apply(
    actor: Actor,
    programme: string,
    id: string,
    { digest, leaveOut = false }: EnrolmentConfirmation,
  ): Promise<void> {
    const run = await this.runOf(actor, programme, id);
    if (run.state !== 'read') throw new DomainError('conflict', 'spreadsheet.done-already', id);
    const { planned } = await this.plan(actor, run);
    if (digestOf(planned) !== digest) throw new DomainError('conflict', 'enrolment.moved-on', id);
    const wanted = planned.filter((one) => !isKeptOut(one));
    if (wanted.length < planned.length && !leaveOut) throw new DomainError('invalid', 'enrolment.errors', id);
    if (wanted.every(isIdle)) throw new DomainError('invalid', 'enrolment.nothing', id);
    await this.start(actor, run, wanted);
  }

  /** Takes up what was interrupted: what was imported stands by now. */
  async resume(actor: Actor, programme: string, id: string): Promise<void> {
    const run = await this.runOf(actor, programme, id);
    if (run.state !== 'running' || run.active) throw new DomainError('conflict', 'spreadsheet.busy', id);
    const { planned } = await this.plan(actor, run);
    const done = new Set(run.outcomes.filter(({ result }) => result === 'done').map((one) => one.id));
    await this.start(
      actor,
      run,
      planned.filter((one) => !isKeptOut(one) && !done.has(stepId(one))),
    );
  }

  private async start(actor: Actor, run: SpreadsheetRunRow, wanted: readonly PlannedLine[]): Promise<void> {
    const { id, programme } = run;
    if (programme === null || !(await this.runs.start(id, run.settings, run.total || wanted.length)))
      throw new DomainError('conflict', 'spreadsheet.busy', id);
    let written: Promise<void> | undefined;
    const write = () => (written ??= this.rows.write(wanted, programme, actor.viewer.person));
    this.work.begin(
      id,
      wanted.map((one) => this.step(actor, programme, one, write)),
    );
  }

  private step(actor: Actor, programme: string, planned: PlannedLine, write: () => Promise<void>): Step {
    const { line, organisation, opening } = planned;
    return {
      ...{ id: stepId(planned), place: line.place, subject: organisation?.row.name ?? line.name ?? '' },
      work: async () => {
        await write();
        if (opening?.fate !== 'open' || !organisation) return settledOutcome(planned);
        const { definition, earlier } = opening;
        const input = {
          programme,
          organisation: organisation.row.code,
          definition,
          ...(earlier && { earlier }),
        };
        const { reference } = await this.opening.execute(actor, input, openingKey(input));
        return { code: 'opened', reference };
      },
    };
  }

  private async plan(actor: Actor, run: SpreadsheetRunRow) {
    const { mapping, opens } = settingsOf(run);
    const reading = await this.read((await this.runs.content(run.id)) ?? Buffer.alloc(0), mapping);
    const planned = await this.plans.of(actor, run.programme ?? '', reading.lines, opens);
    return { ...reading, planned };
  }

  private async read(content: Buffer, mapping: ColumnMapping) {
    const definitions = this.plans.definitions();
    const fields = enrolmentFields(definitions);
    const known = new Set(fields.flatMap((one) => one.known));
    const file = await readSpreadsheet(content, (heading) => known.has(heading));
    const reading = readLines(file, fields, definitions, mapping);
    if (!reading)
      throw new DomainError('invalid', 'enrolment.no-headings', null, {
        hint: 'No row of headings was found: take the template, or name columns as it does.',
      });
    if (reading.lines.length > mostLines)
      throw new DomainError('invalid', 'enrolment.too-many', String(mostLines), {
        hint: `A file holds at most ${mostLines} companies: send it in parts.`,
      });
    return reading;
  }

  private authorise({ viewer }: Actor, programme: string): void {
    this.access.programme(viewer, 'open-case', programme);
    this.access.programme(viewer, 'edit-people', programme);
  }

  private async runOf(actor: Actor, programme: string, id: string): Promise<SpreadsheetRunRow> {
    this.authorise(actor, programme);
    const run = await this.runs.get(id, actor.viewer.person);
    if (run?.kind !== 'enrolment' || run.programme !== programme)
      throw new DomainError('not-found', 'spreadsheet.unknown', id);
    return run;
  }
}

/** What is opened for a company, whichever file asks: a crash between storing an opening and doing it is healed by the same file. */
function openingKey(input: object): string {
  return `enrolment ${createHash('sha256').update(JSON.stringify(input)).digest('base64url')}`;
}

function settledOutcome({ organisation, opening, people }: PlannedLine) {
  const because = opening?.fate === 'none' ? opening.because : 'not-asked';
  const reference = opening?.fate === 'none' ? opening.reference : null;
  if (organisation?.fate === 'add') return { code: 'company-added', reference };
  const changed =
    organisation?.fate === 'change' ||
    people.some(({ fate, functions }) => fate !== 'keep' || functions.length > 0);
  return changed
    ? { code: 'company-changed', reference }
    : { code: because, reference, skipped: true as const };
}

function stepId({ line }: PlannedLine): string {
  return `row ${line.row}`;
}

function lineView(planned: PlannedLine): EnrolmentLineView {
  const { line, organisation, people, opening, problems } = planned;
  return {
    row: line.row,
    code: organisation?.row.code ?? line.code ?? '',
    company: organisation?.row.name ?? line.name ?? '',
    fate: isKeptOut(planned) || !organisation ? 'left-out' : organisation.fate,
    people: {
      added: people.filter(({ fate }) => fate === 'add').length,
      changed: people.filter(
        ({ fate, functions }) => fate === 'change' || (fate === 'keep' && functions.length > 0),
      ).length,
    },
    opening: opening && (opening.fate === 'open' ? 'open' : opening.because),
    stage: opening?.fate === 'open' ? (opening.earlier?.stage ?? null) : null,
    reference: opening?.fate === 'none' ? opening.reference : null,
    problems,
  };
}

function settingsOf({ settings }: SpreadsheetRunRow): Settings {
  return settings as unknown as Settings;
}

function digestOf(planned: readonly PlannedLine[]): string {
  const seen = JSON.stringify(planned.map(lineView));
  return createHash('sha256').update(seen).digest('base64url').slice(0, 22);
}
