import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import { endCallsOfClosedConnection } from './closed-calls.js';

/** gRPC's CANCELLED. */
const cancelled = { code: 1 };

it('ends calls and retries of a closed connection as cancelled ones', async () => {
  let asked!: () => void;
  const reached = new Promise<void>((resolve) => (asked = resolve));
  // Answers UNAVAILABLE to everything, which is what the SDK tries again.
  const server = createServer().on('stream', (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '14' });
    stream.end();
    asked();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connection = Connection.lazy({
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions()), endCallsOfClosedConnection],
  });
  const retried = connection.workflowService.describeNamespace({ namespace: 'default' });
  const ended = expect(retried).rejects.toMatchObject(cancelled);
  await reached;
  await connection.close();
  const late = connection.workflowService.describeNamespace({ namespace: 'default' });
  await expect(late).rejects.toMatchObject(cancelled);
  await ended;
  server.close();
});
