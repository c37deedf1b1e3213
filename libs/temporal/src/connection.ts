import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection, type NativeConnectionOptions } from '@temporalio/worker';
import { endCallsOfClosedConnection } from './closed-calls.js';
import { installRuntime } from './runtime.js';

/**
 * Which Temporal to talk to: an address (the local server, tests), or `environment`: Temporal's own environment
 * configuration (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TLS, API key, profile files), read by its own library.
 */
export type TemporalTarget = { readonly address: string; readonly namespace?: string } | 'environment';

/** A target made concrete. */
export interface ResolvedTarget {
  readonly address: string;
  readonly namespace: string;
  readonly connectionOptions: NativeConnectionOptions;
}

/** The server cannot be reached or refuses us; the message names the address. */
export class TemporalUnreachableError extends Error {
  override readonly name = 'TemporalUnreachableError';
}

/** Reads the environment configuration where the target asks for it. Throws when that configuration is malformed. */
export function resolveTarget(target: TemporalTarget): ResolvedTarget {
  if (target === 'environment') {
    const { connectionOptions, namespace } = loadClientConnectConfig();
    const address = connectionOptions.address ?? 'localhost:7233';
    return {
      address,
      namespace: namespace ?? 'default',
      connectionOptions: { ...connectionOptions, address },
    };
  }
  return {
    address: target.address,
    namespace: target.namespace ?? 'default',
    connectionOptions: { address: target.address },
  };
}

function unreachable(address: string, error: unknown): TemporalUnreachableError {
  const why = error instanceof Error ? error.message : String(error);
  return new TemporalUnreachableError(
    `Temporal does not answer at ${address}: ${why}. Check TEMPORAL_ADDRESS and that the server runs.`,
    {
      cause: error,
    },
  );
}

/**
 * Who we are to Temporal, client and worker alike. It is repeated in every workflow task and update (three bytes of history
 * for each letter and task), and the default would put the machine's name there.
 */
export const shortIdentity = 'p';

/** A client with its own connection. */
export interface TemporalClient {
  readonly client: Client;
  readonly connection: Connection;
  readonly namespace: string;
  close(): Promise<void>;
}

/** Connects a client; it survives later restarts of the server by itself. Throws TemporalUnreachableError. */
export async function connectClient(
  target: TemporalTarget,
  options: { timeoutMs?: number } = {},
): Promise<TemporalClient> {
  const { address, namespace, connectionOptions } = resolveTarget(target);
  const connection = await Connection.connect({
    ...connectionOptions,
    connectTimeout: options.timeoutMs ?? 10_000,
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions()), endCallsOfClosedConnection],
  }).catch((error: unknown) => {
    throw unreachable(address, error);
  });
  return {
    client: new Client({ connection, namespace, identity: shortIdentity }),
    connection,
    namespace,
    close: () => connection.close(),
  };
}

/** Connects what workers need. Throws TemporalUnreachableError. */
export async function connectNative(target: TemporalTarget): Promise<NativeConnection> {
  installRuntime();
  const { address, connectionOptions } = resolveTarget(target);
  return NativeConnection.connect(connectionOptions).catch((error: unknown) => {
    throw unreachable(address, error);
  });
}
