import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { actUpdate, nudgeSignal, type CaseInput } from '#libs/contracts';
import type { ActCommand } from '#libs/domain';
import { CaseShell } from './case-shell.js';

/** How long a run on an empty log waits for the opening act, before it ends and leaves nothing. */
const openingTimeout = '1 minute';

/** One case, from its opening to its end, over any number of runs. */
export async function runCase(input: CaseInput): Promise<void> {
  const { workflowId } = workflowInfo();
  // Two runs on one log would each decide; a start typed by hand gets no second id for a case.
  if ((input as CaseInput | undefined)?.reference !== workflowId)
    throw ApplicationFailure.nonRetryable('case.reference-mismatch');
  const shell = new CaseShell(input);
  setHandler(actUpdate, (command, logged) => shell.act(command, logged), {
    validator: (command: ActCommand, logged: number) => shell.validate(command, logged),
  });
  setHandler(nudgeSignal, () => shell.nudge());
  void CancellationScope.current().cancelRequested.catch(() =>
    shell.observe({ type: 'cancellation-requested' }),
  );
  await CancellationScope.nonCancellable(() => untilRunEnds(shell, workflowId));
}

async function untilRunEnds(shell: CaseShell, reference: string): Promise<void> {
  const settled = () => shell.idle && allHandlersFinished();
  await condition(settled);
  if (shell.status === 'new' && !shell.wasAddressed)
    await condition(() => shell.wasAddressed, openingTimeout);
  const over = () => settled() && (shell.status !== 'open' || workflowInfo().continueAsNewSuggested);
  do {
    await condition(over);
    // The server throws away a workflow task that ends a run while an event came in, and with it the answer of the act
    // that closed the case. So the answer goes first, in a task of its own.
    await sleep(1, { summary: 'End of this run' });
  } while (!over());
  if (shell.status === 'open') await continueAsNew({ reference, carried: shell.carry() });
}
