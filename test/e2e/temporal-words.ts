import { connectClient } from '#libs/temporal';
import { findPlanted, historyWords } from '../workflows/history-words.js';
import type { Installation } from './installation.js';

/** Everything personal that a case used: whoever it is about, and what they wrote. */
export function personalWords(
  people: readonly { readonly name: string; readonly email: string | null; readonly phone: string | null }[],
  acts: readonly { readonly answers: unknown; readonly reason: string | null }[],
): readonly string[] {
  // The first administrator is called by the role until somebody gives the account a name.
  const contacts = people.flatMap(({ name, email, phone }) => [
    name === 'Administrator' ? null : name,
    email,
    phone,
  ]);
  const written = acts.flatMap(({ answers, reason }) => [reason, ...sentencesIn(answers)]);
  return [...new Set([...contacts, ...written])].filter((word) => word !== null);
}

/** Texts of several words: keys of choices, dates and figures have none. */
function sentencesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /\S\s+\S/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(sentencesIn);
}

/** Where Temporal holds any of the words of the case, and where it holds one planted beside it. */
export async function searchTemporal(
  installation: Installation,
  reference: string,
  words: readonly string[],
): Promise<{
  readonly searched: number;
  readonly found: readonly string[];
  readonly planted: readonly string[];
}> {
  const temporal = await connectClient({ address: installation.temporalAddress });
  try {
    const { client } = temporal;
    const held = await historyWords(client, reference);
    const [first = ''] = words;
    await client.workflow.start('technicalAssistanceCase', {
      workflowId: `${reference}-planted`,
      taskQueue: 'served-by-nobody',
      args: [{ reference, note: first }],
    });
    const beside = await historyWords(client, `${reference}-planted`, false);
    return {
      searched: held.length,
      found: findPlanted(held, words).map(({ where, name }) => `${name} in ${where}`),
      planted: findPlanted(beside, words).map(({ where }) => where),
    };
  } finally {
    await temporal.close();
  }
}
