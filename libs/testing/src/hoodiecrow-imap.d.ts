/** hoodiecrow-imap ships no types; this is the part used here. */
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  interface StoredMessage {
    readonly raw: string;
    readonly flags: string[];
  }

  export default function hoodiecrow(options: {
    readonly plugins?: readonly string[];
    readonly users: Readonly<Record<string, { readonly password: string }>>;
    readonly storage: Readonly<Record<string, { readonly messages: readonly StoredMessage[] }>>;
  }): {
    readonly server: Server;
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
  };
}
