import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  proxyActivities,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import {
  actUpdate,
  failureTypes,
  mailQueue,
  type ActAnswer,
  type CaseActivities,
  type CaseInput,
} from '#libs/contracts';
import {
  changedRows,
  decide,
  engineVersion,
  fold,
  initialState,
  nextWake,
  type ActBody,
  type ActCommand,
  type CaseState,
  type Command,
  type Rejection,
  type Transition,
} from '#libs/domain';

/** What the benchmark's mail worker offers to it. */
export interface HandWrittenMail {
  /** Sends one mail: the notice with this index among the transition's events. */
  sendMail(reference: string, seq: number, index: number): Promise<void>;
}

const { record } = proxyActivities<Pick<CaseActivities, 'record'>>({ startToCloseTimeout: '10 seconds' });

/**
 * The same path as a good Temporal user writes it by hand, to be measured against: the same rules, a normal activity
 * for each database write and for each mail, a timer for each deadline and reminder, attributes once a stage. It has
 * no recovery, no adoption and no continue-as-new.
 */
export async function handWrittenCase({ reference }: CaseInput): Promise<void> {
  const mail = proxyActivities<HandWrittenMail>({
    taskQueue: mailQueue(workflowInfo().taskQueue),
    startToCloseTimeout: '2 minutes',
  });
  let state = initialState(reference);
  let sending = 0;
  const watched = new Set<string>();

  async function send(seq: number, index: number): Promise<void> {
    sending++;
    await mail.sendMail(reference, seq, index).finally(() => {
      sending--;
    });
  }

  async function watch(item: string): Promise<void> {
    for (let wake = nextWake(only(state, item)); wake; wake = nextWake(only(state, item))) {
      const timeout = Math.max(1, wake.at - Date.now());
      if (await condition(() => !isOpen(state, item), timeout)) return;
      await apply({ type: 'wake' });
    }
  }

  async function apply(command: Command): Promise<ActAnswer> {
    const decision = decide(state, command, Date.now());
    if (!decision.ok) throw rejected(decision.rejection);
    if (decision.events.length === 0) return { seq: state.seq };
    const act = 'act' in command ? command : null;
    const transition: Transition = {
      reference,
      seq: state.seq + 1,
      request: act?.request ?? null,
      engine: engineVersion,
      at: Date.now(),
      act: act?.act ?? null,
      actor: act?.actor ?? null,
      events: decision.events,
    };
    const before = state;
    state = fold(state, transition);
    if (state.stage !== before.stage) showStage(state);
    await record({ transition, body: act && bodyOf(act), rows: changedRows(before, state) });
    for (const [index, event] of decision.events.entries()) {
      if (event.type === 'notice') void send(transition.seq, index);
    }
    for (const item of [...Object.keys(state.tasks), ...Object.keys(state.approvals)]) {
      if (watched.has(item) || !isOpen(state, item)) continue;
      watched.add(item);
      void watch(item);
    }
    return { seq: transition.seq };
  }

  setHandler(actUpdate, (command: ActCommand, _logged: number) => apply(command), {
    validator: (command: ActCommand, _logged: number) => {
      const decision = decide(state, command, Date.now());
      if (!decision.ok) throw rejected(decision.rejection);
    },
  });
  await condition(() => state.status === 'closed' && sending === 0 && allHandlersFinished());
}

function rejected(rejection: Rejection): ApplicationFailure {
  return ApplicationFailure.nonRetryable(rejection.code, failureTypes.rejected, rejection);
}

function bodyOf(command: ActCommand): ActBody {
  const { request, act, actor, ...body } = command;
  return body;
}

function isOpen(state: CaseState, item: string): boolean {
  return (state.tasks[item] ?? state.approvals[item])?.status === 'open';
}

/** The case with this one item, so that its next wake is the item's own. */
function only(state: CaseState, item: string): CaseState {
  const task = state.tasks[item];
  const approval = state.approvals[item];
  return { ...state, tasks: task ? { [item]: task } : {}, approvals: approval ? { [item]: approval } : {} };
}

function showStage(state: CaseState): void {
  upsertSearchAttributes([
    { key: { name: 'Stage', type: 'KEYWORD' }, value: state.stage ?? null },
    { key: { name: 'CaseStatus', type: 'KEYWORD' }, value: state.status },
  ]);
}
