import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Response } from 'express';
import { mayView, type Viewer } from '#libs/identity';
import { CaseChanges, CaseViews } from '#libs/persistence';

/** Milliseconds. What lies between two messages keeps proxies from closing the line. */
const beatMs = 25_000;
/** Rights and sessions end: after so long a page connects anew and is asked who it is. */
const longestMs = 600_000;
/** A page reads itself anew this often at most. */
const restMs = 2_000;

interface Visitor {
  readonly viewer: Viewer;
  readonly response: Response;
  /** A change waits to be told. */
  pending: NodeJS.Timeout | undefined;
  /** When the last one was told, machine time. */
  told: number;
}

/** Open pages that want to know when something of theirs changed. They hear only that, and read themselves anew. */
@Injectable()
export class LiveVisitors implements BeforeApplicationShutdown {
  private readonly visitors = new Set<Visitor>();
  private stop: (() => void) | undefined;
  private number = 0;

  constructor(
    private readonly changes: CaseChanges,
    private readonly views: CaseViews,
  ) {}

  /** Keeps the response open. `again`: the page was here before and may have missed something. */
  add(viewer: Viewer, response: Response, again: boolean): void {
    this.stop ??= this.changes.listen((references) => void this.tell(references));
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // For proxies that gather what they pass on.
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    const visitor: Visitor = { viewer, response, pending: undefined, told: 0 };
    this.visitors.add(visitor);
    // An id alone is no message: it only tells the page that it has been here.
    response.write(`id: ${++this.number}\n\n`);
    if (again) this.send(visitor);
    const beat = setInterval(() => response.write(':\n\n'), beatMs).unref();
    const end = setTimeout(() => response.end(), longestMs).unref();
    response.once('close', () => {
      clearInterval(beat);
      clearTimeout(end);
      clearTimeout(visitor.pending);
      this.visitors.delete(visitor);
    });
  }

  /** An open page must not keep the process from ending. */
  beforeApplicationShutdown(): void {
    this.stop?.();
    for (const { response } of this.visitors) response.end();
  }

  /** Whoever may see one of the cases hears of it; after a gap in what was heard, everybody does. */
  private async tell(references: readonly string[] | null): Promise<void> {
    if (this.visitors.size === 0) return;
    const rows = references === null ? null : await this.views.cases(references).catch(() => null);
    for (const visitor of this.visitors)
      if (rows === null || rows.some((row) => mayView(row, visitor.viewer))) this.send(visitor);
  }

  private send(visitor: Visitor): void {
    const { response } = visitor;
    if (visitor.pending !== undefined || response.writableEnded) return;
    const wait = Math.max(0, visitor.told + restMs - Date.now());
    visitor.pending = setTimeout(() => {
      visitor.pending = undefined;
      visitor.told = Date.now();
      if (!response.writableEnded) response.write(`id: ${++this.number}\nevent: changed\ndata:\n\n`);
    }, wait).unref();
  }
}
