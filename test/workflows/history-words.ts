import type { Client } from '@temporalio/client';

/** A piece of text that Temporal keeps or serves, and where it was found. */
export interface Words {
  /** For example `run 0 › events › 4 › … › details`. */
  readonly where: string;
  readonly text: string;
}

const decoder = new TextDecoder();

/** Every text in a value of any shape. Bytes are decoded, and JSON inside texts is opened, so that no escape hides a name. */
function* wordsOf(value: unknown, where: string): Generator<Words> {
  if (typeof value === 'string') {
    yield { where, text: value };
    const inner = parsed(value);
    if (inner !== undefined) yield* wordsOf(inner, `${where} › json`);
  } else if (value instanceof Uint8Array) {
    yield* wordsOf(decoder.decode(value), where);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield { where, text: key };
      yield* wordsOf(inner, `${where} › ${key}`);
    }
  }
}

function parsed(text: string): unknown {
  if (!/^\s*["[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Every run of the workflow id, oldest first. */
async function runsOf(client: Client, workflowId: string): Promise<string[]> {
  const runs = new Set<string>();
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${workflowId}"` }))
    runs.add(runId);
  // Visibility lags behind: the chain itself is followed too.
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  let next = raw.workflowExecutionInfo?.firstRunId;
  while (next) {
    runs.add(next);
    const { events } = await client.workflow.getHandle(workflowId, next).fetchHistory();
    next = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return [...runs];
}

/**
 * Everything Temporal holds or shows of a case (I8): whole histories with payloads, headers, memo, failures, summaries
 * and details, the description with what is pending, visibility, and the live details. `live` asks a worker for the
 * last; leave it out where none runs.
 */
export async function historyWords(
  client: Client,
  workflowId: string,
  live = true,
): Promise<readonly Words[]> {
  const words: Words[] = [];
  for (const [index, runId] of (await runsOf(client, workflowId)).entries()) {
    const handle = client.workflow.getHandle(workflowId, runId);
    words.push(...wordsOf(await handle.fetchHistory(), `run ${index}`));
    words.push(...wordsOf((await handle.describe()).raw, `description ${index}`));
    if (live) words.push(...wordsOf(await handle.query('__temporal_workflow_metadata'), `details ${index}`));
  }
  const query = `WorkflowId = "${workflowId}"`;
  const listed = await client.workflowService.listWorkflowExecutions({
    namespace: client.options.namespace,
    query,
  });
  words.push(...wordsOf(listed, 'visibility'));
  return words;
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Where any of the planted names, addresses or comments occurs; letter case and accents do not matter. */
export function findPlanted(
  words: readonly Words[],
  planted: readonly string[],
): readonly (Words & { readonly name: string })[] {
  return words.flatMap((found) =>
    planted.filter((name) => plain(found.text).includes(plain(name))).map((name) => ({ ...found, name })),
  );
}
