import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP line to a server that can be cut and mended, to see what happens while the server is away. */
export interface CuttableLine {
  readonly address: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Cuts once so many more bytes have gone to the server: in the middle of what is being sent. */
  cutAfter(bytes: number): void;
  mend(): void;
  close(): Promise<void>;
}

export async function cuttableLine(target: string): Promise<CuttableLine> {
  const [host = '127.0.0.1', port = '0'] = target.split(':');
  const open = new Set<Socket>();
  let isCut = false;
  let left = Infinity;
  const cut = () => {
    isCut = true;
    left = Infinity;
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), host);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', ({ length }: Buffer) => {
      left -= length;
      if (left < 0) cut();
    });
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    cutAfter: (bytes) => {
      left = bytes;
    },
    mend: () => {
      isCut = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
