import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

/** The types of search attribute that Parcours may register. */
export type SearchAttributeKind = 'Keyword' | 'KeywordList' | 'Datetime' | 'Bool' | 'Int';

/** One search attribute of a registry. */
export interface SearchAttributeEntry {
  readonly name: string;
  readonly type: SearchAttributeKind;
}

/** Numbers of temporal.api.enums.v1.IndexedValueType; only the types we may use have to be known by number. */
const typeNumbers: Record<SearchAttributeKind | 'Text' | 'Double', number> = {
  Text: 1,
  Keyword: 2,
  Int: 3,
  Double: 4,
  Bool: 5,
  Datetime: 6,
  KeywordList: 7,
};

/** SQL visibility stores have this many columns for each type; measured on server 1.32. */
function quota(type: SearchAttributeKind): number {
  return type === 'Keyword' ? 10 : 3;
}

function typeName(number: number): string {
  return Object.entries(typeNumbers).find(([, value]) => value === number)?.[0] ?? `type ${number}`;
}

function reason(error: unknown): string {
  const { details, message } = error as Error & { details?: string };
  return details ?? message;
}

/** What a SQL visibility store could not hold if the missing attributes were created, one line a type. */
function overQuota(existing: Map<string, number>, missing: readonly SearchAttributeEntry[]): string[] {
  return [...new Set(missing.map((entry) => entry.type))].flatMap((type) => {
    const wanted = missing.filter((entry) => entry.type === type).map((entry) => entry.name);
    const others = [...existing].filter(([, number]) => number === typeNumbers[type]).map(([name]) => name);
    return others.length + wanted.length <= quota(type)
      ? []
      : [
          `Temporal holds at most ${quota(type)} search attributes of type ${type} on a SQL server; ` +
            `${others.join(', ') || 'none'} exist and ${wanted.join(', ')} are needed: remove some that nobody uses`,
        ];
  });
}

/**
 * Compares the namespace's search attributes with the registry and, with `create`, registers the missing ones.
 * Returns every remaining problem as a sentence; an empty list means that all attributes exist with their type.
 * An unregistered attribute would make a case's workflow task fail for ever, so boot must not go on with problems.
 */
export async function ensureSearchAttributes(
  client: Client,
  registry: readonly SearchAttributeEntry[],
  options: { create: boolean },
): Promise<string[]> {
  const namespace = client.options.namespace;
  let existing: Map<string, number>;
  let isSql: boolean;
  try {
    const [listed, cluster] = await Promise.all([
      client.connection.operatorService.listSearchAttributes({ namespace }),
      client.workflowService.getClusterInfo({}),
    ]);
    existing = new Map(Object.entries(listed.customAttributes));
    isSql = /sqlite|postgres|mysql/i.test(cluster.visibilityStore);
  } catch (error) {
    return [`The search attributes of namespace ${namespace} cannot be read: ${reason(error)}`];
  }
  const problems = registry.flatMap(({ name, type }) => {
    const found = existing.get(name);
    return found === undefined || found === typeNumbers[type]
      ? []
      : [
          `Search attribute ${name} exists as ${typeName(found)}, and ${type} is needed: remove it and start again`,
        ];
  });
  const missing = registry.filter(({ name }) => !existing.has(name));
  if (missing.length === 0) return problems;
  const full = isSql ? overQuota(existing, missing) : [];
  if (!options.create || full.length > 0) {
    const names = missing.map(({ name, type }) => `${name} (${type})`).join(', ');
    return [...problems, ...full, `Search attributes are missing in namespace ${namespace}: ${names}`];
  }
  try {
    await client.connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, typeNumbers[type]])),
    });
  } catch (error) {
    const names = missing.map(({ name, type }) => `${name} (${type})`).join(', ');
    return [
      ...problems,
      `Search attributes cannot be created in namespace ${namespace}: ${names}: ${reason(error)}`,
    ];
  }
  return problems;
}

/**
 * Verifies how many days the namespace keeps closed cases and, with `set`, raises a shorter retention (own servers
 * only; Temporal Cloud refuses). Never lowers it. Returns every remaining problem as a sentence.
 */
export async function ensureRetention(
  client: Client,
  days: number,
  options: { set: boolean },
): Promise<string[]> {
  const namespace = client.options.namespace;
  const read = async () => {
    const described = await client.workflowService.describeNamespace({ namespace });
    return Number(described.config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400;
  };
  try {
    let kept = await read();
    if (kept < days && options.set) {
      const workflowExecutionRetentionTtl = msToTs(days * 86_400_000);
      await client.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
      kept = await read();
    }
    return kept < days
      ? [`Namespace ${namespace} keeps closed cases for ${kept} days, and ${days} are wanted`]
      : [];
  } catch (error) {
    return [`The retention of namespace ${namespace} cannot be verified: ${reason(error)}`];
  }
}
