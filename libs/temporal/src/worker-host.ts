import {
  Inject,
  Injectable,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type FactoryProvider,
  type ModuleMetadata,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { startWorkers, type DrainOutcome, type RunningWorkers, type WorkersOptions } from './workers.js';

/** Injection token of the options that the composition root provides. */
export const WORKERS_OPTIONS = Symbol('WORKERS_OPTIONS');

/**
 * Runs the workers inside a Nest application: started when all modules are up, drained in `beforeApplicationShutdown`.
 * So whatever activities use (database, SMTP pool) must close in `onApplicationShutdown`: `onModuleDestroy` is too early,
 * Nest calls it first and an activity in flight would find its resource closed and retry for ever.
 */
@Injectable()
export class TemporalWorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Workers');
  private workers: RunningWorkers | undefined;

  constructor(@Inject(WORKERS_OPTIONS) private readonly options: WorkersOptions) {}

  /** Whether the workers serve cases; false before the start and from the first moment of the drain on. */
  get running(): boolean {
    return this.workers !== undefined;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.workers = await startWorkers(this.options);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.drain();
  }

  /** Drains now; later calls find nothing left to do. `forced` means the process has to exit by itself afterwards. */
  async drain(): Promise<DrainOutcome> {
    const workers = this.workers;
    this.workers = undefined;
    if (!workers) return 'drained';
    const outcome = await workers.drain();
    if (outcome === 'forced')
      this.logger.warn('An activity did not end within the time for shutting down and was given up.');
    return outcome;
  }
}

/** How a composition root provides the options: its imports and a factory over them. */
export interface TemporalWorkerModuleOptions extends Pick<ModuleMetadata, 'imports'> {
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory: (...dependencies: never[]) => WorkersOptions | Promise<WorkersOptions>;
}

/** The worker host as a module of a Nest application. */
@Module({})
export class TemporalWorkerModule {
  /** The factory usually collects activities with `bindActivities` from the providers it injects. */
  static registerAsync(options: TemporalWorkerModuleOptions): DynamicModule {
    return {
      module: TemporalWorkerModule,
      imports: options.imports ?? [],
      providers: [
        {
          provide: WORKERS_OPTIONS,
          inject: options.inject ?? [],
          useFactory: options.useFactory as (...args: unknown[]) => unknown,
        },
        TemporalWorkerHost,
      ],
      exports: [TemporalWorkerHost],
    };
  }
}

type Functions = Record<string, (...args: never[]) => unknown>;

/**
 * Turns methods of one provider into activities of the same names, bound to it. The caller names the methods, so that
 * a helper method never becomes callable from Temporal by accident.
 */
export function bindActivities<T extends object, K extends keyof T & string>(
  provider: T,
  names: readonly K[],
): Pick<T, K> {
  const bound = names.map((name) => {
    const method = provider[name];
    if (typeof method !== 'function')
      throw new TypeError(`${provider.constructor.name}.${name} is no method`);
    return [name, (method as Functions[string]).bind(provider)];
  });
  return Object.fromEntries(bound) as Pick<T, K>;
}
