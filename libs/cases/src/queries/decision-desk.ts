import { Injectable } from '@nestjs/common';
import { textsOf, type CaseDefinition } from '#libs/definitions';
import { approvalRule, type CaseState, type ItemRow } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { Acts, conditionsIn, seatOf, type CaseListRow } from '#libs/persistence';
import type { ItemInCase } from '../case-access.js';
import { CasePresenter } from './presenter.js';
import type { ExtensionView, ItemView, VoiceView } from './views.js';

/** What the page of an approval shows around the question: what can be answered, who has, and who else will. */
@Injectable()
export class DecisionDesk {
  constructor(
    private readonly acts: Acts,
    private readonly presenter: CasePresenter,
  ) {}

  async of(
    viewer: Viewer,
    found: ItemInCase,
    state: CaseState,
    definition: CaseDefinition,
  ): Promise<Pick<ItemView, 'decision' | 'voices' | 'wanted' | 'condition' | 'extensionRequest'>> {
    const { item, case: row } = found;
    const task = state.tasks[item.id];
    return {
      decision: decisionOf(definition, state, item, viewer.language),
      voices: await this.voices(viewer, item),
      wanted: await this.wanted(viewer, row, item),
      condition:
        task?.condition === undefined
          ? null
          : ((await this.acts.conditionWords(row.reference)).get(item.key) ?? null),
      extensionRequest: await this.extension(item, state, definition, viewer.language),
    };
  }

  private async voices(viewer: Viewer, item: ItemRow): Promise<readonly VoiceView[]> {
    if (item.voices.length === 0) return [];
    const acts = (await this.acts.ofItem(item.id)).filter(({ body }) => body.type === 'decide');
    const names = await this.presenter.names(item.voices.flatMap(({ seat, person }) => [seat, person]));
    const nameOf = (person: string) => names.get(person) ?? person;
    return item.voices.map(({ seat, person, outcome, at }) => {
      const act = acts.findLast((each) => seatOf(each) === seat);
      return {
        ...{ seat, outcome, at },
        name: nameOf(seat),
        spokenBy: person === seat ? null : nameOf(person),
        reason: act?.reason ?? null,
        conditions: conditionsIn(act),
        own: viewer.person === seat || viewer.person === person,
      };
    });
  }

  private async wanted(viewer: Viewer, row: CaseListRow, item: ItemRow): Promise<ItemView['wanted']> {
    return Promise.all(
      (item.wanted ?? []).map(async ({ from, need, distinct }) => ({
        from: await this.presenter.waitingOn(viewer, row, { ...item, parties: from }),
        ...{ need, distinct },
      })),
    );
  }

  /** The request an approval is about, or the open one for a task. */
  private async extension(
    item: ItemRow,
    state: CaseState,
    definition: CaseDefinition,
    language: string,
  ): Promise<ExtensionView | null> {
    const approval = Object.values(state.approvals).find(
      ({ id, status, extension }) =>
        extension && (id === item.id || (status === 'open' && extension.task === item.id)),
    );
    const { extension } = approval ?? {};
    const task = extension && state.tasks[extension.task];
    if (!approval || !extension || !task) return null;
    const { person } = extension.by;
    const acts = await this.acts.ofItem(task.id);
    const act = acts.findLast(
      ({ body }) => body.type === 'request-extension' && body.until === extension.until,
    );
    return {
      item: approval.id,
      task: task.id,
      taskTitle: textsOf(definition, task.key, language).title,
      due: task.due,
      until: extension.until,
      by: (await this.presenter.names([person])).get(person) ?? person,
      reason: act?.reason ?? null,
      at: approval.askedAt,
    };
  }
}

/** Whoever is told no is told why. */
const alwaysReasoned = ['return', 'reject', 'defer'] as const;

function decisionOf(
  definition: CaseDefinition,
  state: CaseState,
  item: ItemRow,
  language: string,
): ItemView['decision'] {
  const approval = state.approvals[item.id];
  const rule = approval && approvalRule(state, approval);
  if (!rule) return null;
  const { outcomes, reasons = [], reopens } = rule;
  return {
    outcomes,
    takesConditions: rule.conditions !== undefined,
    reasoned: [...new Set([...alwaysReasoned, ...reasons])],
    ranked: rule.quota === true && outcomes.includes('defer'),
    reopens: reopens.map((key) => ({
      key,
      title: textsOf(definition, key, language).title,
      preselected: true,
    })),
  };
}
