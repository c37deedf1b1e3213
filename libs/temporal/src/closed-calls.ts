import type { ConnectionOptions } from '@temporalio/client';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];

/** gRPC's CANCELLED, which is not retried. */
const cancelled = 1;

/**
 * To stand after the SDK's retry interceptor: a retry that comes due after the connection was closed ends as a cancelled call.
 * gRPC itself throws there, in a timer of its own, and would end the process with "Channel has been shut down".
 */
export const endCallsOfClosedConnection: Interceptor = (options, nextCall) => {
  try {
    return nextCall(options) as ReturnType<Interceptor>;
  } catch {
    const call = {
      start(metadata: unknown, listener?: { onReceiveStatus?: (status: unknown) => void }): void {
        setImmediate(() =>
          listener?.onReceiveStatus?.({ code: cancelled, details: 'The connection is closed.', metadata }),
        );
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
