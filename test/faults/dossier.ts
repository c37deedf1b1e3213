import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transition } from '#libs/domain';
import type { Mail, StoredAct } from '#libs/persistence';
import type { Installation } from '../e2e/installation.js';

/** What `parcours export` wrote of a case. */
export interface Dossier {
  readonly log: readonly Transition[];
  readonly acts: readonly StoredAct[];
  readonly mails: readonly Mail[];
}

/** Exports the case with the operator's tool. */
export async function exportDossier(installation: Installation, reference: string): Promise<Dossier> {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-dossier-'));
  try {
    const { code, output } = await installation.parcours('export', reference, '--output', folder);
    if (code !== 0) throw new Error(output);
    const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    return {
      log: read('log') as Dossier['log'],
      acts: read('acts') as Dossier['acts'],
      mails: read('mails') as Dossier['mails'],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The inbox's messages, as bytes, by Message-ID. */
export async function messagesById(inbox: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const list = (await (await fetch(`${inbox}/api/messages`)).json()) as readonly {
    readonly id: string;
    readonly messageId: string;
  }[];
  const messages = new Map<string, string[]>();
  for (const { id, messageId } of list) {
    const raw = await (await fetch(`${inbox}/messages/${id}/raw`)).text();
    messages.set(messageId, [...(messages.get(messageId) ?? []), raw]);
  }
  return messages;
}
