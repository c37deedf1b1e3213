import { DefaultLogger, Runtime, type Logger, type TelemetryOptions } from '@temporalio/worker';

let installed = false;

/** What the SDK's one runtime of this process gets. */
export interface RuntimeSettings {
  /** Default: warnings and errors to stderr. */
  readonly logger?: Logger;
  /** For example a Prometheus endpoint; native log lines go through `logger` unless `logging` is given here. */
  readonly telemetry?: TelemetryOptions;
}

/**
 * Installs Temporal's runtime, once per process and before the first connection or worker; later calls change nothing.
 * It takes no signals: whoever owns the process decides when workers drain.
 */
export function installRuntime(settings: RuntimeSettings = {}): void {
  if (installed) return;
  Runtime.install({
    shutdownSignals: [],
    logger: settings.logger ?? quietLogger(),
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      ...settings.telemetry,
    },
  });
  installed = true;
}

/** The mail worker has activities only, on purpose; the SDK warns about that at every start. */
const expected = 'No workflows registered';

/** Warnings and errors to stderr, without the expected one. */
function quietLogger(): Logger {
  const printer = new DefaultLogger('WARN');
  return new DefaultLogger('WARN', ({ level, message, meta }) => {
    if (!message.startsWith(expected)) printer.log(level, message, meta);
  });
}
