import { asksTheSame, bindingWordsChanged, canonicalJson, type CaseDefinition } from '#libs/definitions';
import type { Definitions } from '#libs/persistence';

/**
 * Registers a definition of the files; answers why it cannot be, in sentences. Under one version its rules, forms and
 * binding words never change (I9); its other words may, and cases that run are read in the new ones from then on.
 */
export async function registerDefinition(
  definitions: Definitions,
  definition: CaseDefinition,
): Promise<readonly string[]> {
  const { key, version, hash } = definition;
  const answer = await definitions.register(key, version, hash, definition);
  const stored = answer === 'registered' ? undefined : await definitions.find(key, version);
  if (!stored) return [];
  const remedy = `restore the file of version ${version}, or raise its version.`;
  if (!asksTheSame(stored, definition)) return [`Definition ${key} changed without a new version: ${remedy}`];
  const changed = bindingWordsChanged(stored.body as CaseDefinition, definition);
  if (changed.length > 0)
    return [
      `Definition ${key}: words that people may have signed or answered by changed (${changed.join(', ')}): ${remedy}`,
    ];
  if (stored.hash !== hash || canonicalJson(stored.body) !== canonicalJson(definition))
    await definitions.reword(key, version, hash, definition);
  return [];
}
