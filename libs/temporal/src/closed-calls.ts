import type { ConnectionOptions } from '@temporalio/client';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];

interface Listener {
  readonly onReceiveMessage?: (message: unknown) => void;
  readonly onReceiveStatus?: (status: unknown) => void;
}

/** gRPC's CANCELLED, which is not retried. */
const cancelled = 1;

/**
 * To stand after the SDK's retry interceptor: a call or a retry that comes after the connection was closed ends as a cancelled one.
 * gRPC itself throws there, for a retry in a timer of its own, and would end the process with "Channel has been shut down".
 */
export const endCallsOfClosedConnection: Interceptor = (options, nextCall) => {
  try {
    return nextCall(options) as ReturnType<Interceptor>;
  } catch {
    const call = {
      start(metadata: unknown, listener?: Listener): void {
        setImmediate(() => {
          // As gRPC does where no message came: the SDK's retry interceptor passes on what it was told here.
          listener?.onReceiveMessage?.(null);
          listener?.onReceiveStatus?.({ code: cancelled, details: 'The connection is closed.', metadata });
        });
      },
      cancelWithStatus: nothing,
      getPeer: () => 'closed',
      getAuthContext: () => null,
      sendMessageWithContext: nothing,
      sendMessage: nothing,
      startRead: nothing,
      halfClose: nothing,
    };
    return call as unknown as ReturnType<Interceptor>;
  }
};

function nothing(): void {
  return;
}
