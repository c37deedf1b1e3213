import { Injectable, Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { OperationCounts, type Counted } from './operation-counts.js';

/** Numbers for a Prometheus server; what the database knows is counted anew at each scrape. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly logger = new Logger(Metrics.name);
  private readonly durations = new Histogram({
    name: 'parcours_http_request_duration_seconds',
    help: 'Time to answer a request, by route.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  constructor(counts: OperationCounts) {
    collectDefaultMetrics({ register: this.registry });
    this.gauge('parcours_acts', 'Stored acts.', ['type', 'outcome'], () => counts.acts());
    this.gauge('parcours_mails_unsent', 'Mails not yet sent.', ['state'], () => counts.unsentMails());
    this.gauge('parcours_items_overdue', 'Open tasks and approvals past their due date.', ['programme'], () =>
      counts.overdueItems(),
    );
    this.gauge('parcours_incidents_open', 'Incidents to resolve.', ['programme'], () =>
      counts.openIncidents(),
    );
  }

  /** Express middleware. Routes are patterns, never addresses: those would be endless, and hold ids. */
  readonly time = (request: Request, response: Response, next: NextFunction): void => {
    const end = this.durations.startTimer({ method: request.method });
    response.once('finish', () => {
      const { path } = (request.route ?? {}) as { path?: unknown };
      end({ route: typeof path === 'string' ? path : 'other', status: String(response.statusCode) });
    });
    next();
  };

  private gauge(
    name: string,
    help: string,
    labelNames: string[],
    read: () => Promise<readonly Counted[]>,
  ): void {
    const { logger } = this;
    new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      async collect() {
        this.reset();
        try {
          for (const { labels, value } of await read()) this.set(labels, value);
        } catch (error) {
          // Without its database the process still has numbers of its own to give.
          logger.warn(`${name} cannot be counted: ${error instanceof Error ? error.message : String(error)}`);
        }
      },
    });
  }
}
