import type { Command, Transition } from '#libs/domain';
import type { Watch } from './watch.js';

type RecordAnswer =
  | { readonly status: 'appended' }
  | { readonly status: 'answered'; readonly seq: number }
  | { readonly status: 'ahead'; readonly transitions: readonly Transition[] };

/** The event log as the database keeps it: rows of JSON, compare-and-append on the seq and on the request id. */
export class ModelLog {
  private readonly rows: string[] = [];
  private readonly requests = new Map<string, number>();

  constructor(
    readonly reference: string,
    private readonly watch: Watch,
  ) {}

  get length(): number {
    return this.rows.length;
  }

  answerOf(request: string): number | undefined {
    return this.requests.get(request);
  }

  after(seq: number): readonly Transition[] {
    return this.rows.slice(seq).map((row) => JSON.parse(row) as Transition);
  }

  record(transition: Transition, command: Command): RecordAnswer {
    const { request, seq } = transition;
    const answered = request === null ? undefined : this.requests.get(request);
    if (answered !== undefined && answered < seq) return { status: 'answered', seq: answered };
    if (seq <= this.rows.length) return { status: 'ahead', transitions: this.after(seq - 1) };
    if (seq !== this.rows.length + 1) throw new Error(`I7: seq ${seq} after ${this.rows.length}`);
    const row = JSON.stringify(transition);
    this.rows.push(row);
    if (request !== null) this.requests.set(request, seq);
    this.watch.appended(JSON.parse(row) as Transition, command, row);
    return { status: 'appended' };
  }
}
