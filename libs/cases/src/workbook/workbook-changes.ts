import { Injectable } from '@nestjs/common';
import { calendarOf, DomainError, itemOf, localDateAt, workingDayFrom } from '#libs/domain';
import { CaseViews } from '#libs/persistence';
import { Acting } from '../acting/acting.js';
import type { Actor } from '../actor.js';
import { CaseStates } from '../case-states.js';
import { EditOrganisations } from '../people/edit-organisations.js';
import { EditPeople } from '../people/edit-people.js';
import { ExtendDeadline } from '../usecases/extend-deadline.js';
import { LogContact } from '../usecases/log-contact.js';
import type { Change, Difference, JudgedDifference } from './differences.js';

/** What a difference is as an act or an edit: what it would be answered, and doing it. */
@Injectable()
export class WorkbookChanges {
  constructor(
    private readonly acting: Acting,
    private readonly views: CaseViews,
    private readonly states: CaseStates,
    private readonly extension: ExtendDeadline,
    private readonly contact: LogContact,
    private readonly people: EditPeople,
    private readonly organisations: EditOrganisations,
  ) {}

  /** Without what has been done already: a day off that somebody asked for became the working day after it. */
  async outstanding(differences: readonly Difference[]): Promise<readonly Difference[]> {
    const left: Difference[] = [];
    for (const difference of differences) {
      const { change } = difference;
      if (change.type !== 'due' || !(await this.isDue(change))) left.push(difference);
    }
    return left;
  }

  private async isDue({ reference, task, until }: Extract<Change, { type: 'due' }>): Promise<boolean> {
    const state = await this.states.of(reference);
    const item = itemOf(state, task);
    if (!item || !state.calendar) return false;
    const own = calendarOf(state.calendar, item);
    return localDateAt(own, item.due) === workingDayFrom(own, until);
  }

  /** Each with the refusal that it would meet now. */
  async judged(actor: Actor, differences: readonly Difference[]): Promise<readonly JudgedDifference[]> {
    const judged: JudgedDifference[] = [];
    for (const difference of differences)
      judged.push({ ...difference, refusal: await this.refusalOf(actor, difference.change) });
    return judged;
  }

  /** Under the key it happens once. */
  async apply(actor: Actor, change: Change, reason: string, key: string) {
    const { viewer } = actor;
    switch (change.type) {
      case 'due': {
        const { task, until } = change;
        const words = change.reason || reason;
        const { reference } = await this.extension.execute(actor, { task, until, reason: words }, key);
        return { code: 'extended', reference };
      }
      case 'contact': {
        const { reference, medium, promised } = change;
        const note = change.note || reason;
        await this.contact.execute(
          actor,
          { reference, medium, note, ...(promised !== null && { promised }) },
          key,
        );
        return { code: 'contact-logged', reference };
      }
      case 'organisation': {
        const { programme, code, field, value } = change;
        // An empty name is no difference, see `changesOf`.
        await this.organisations.change(viewer, programme, code, { [field]: value });
        return { code: 'organisation-changed', reference: null };
      }
      case 'person': {
        const { programme, person, field, value } = change;
        await this.people.changePerson(viewer, programme, person, { [field]: value });
        return { code: 'person-changed', reference: null };
      }
    }
  }

  private async refusalOf(actor: Actor, change: Change): Promise<string | null> {
    try {
      switch (change.type) {
        case 'due':
          return await this.foresee(actor, change.reference, change.task, {
            ...{ type: 'extend', task: change.task, until: change.until },
          });
        case 'contact':
          return await this.foresee(actor, change.reference, null, {
            ...{ type: 'log-contact', promised: change.promised, items: [] },
          });
        case 'person': {
          const allowed =
            change.field !== 'email' ||
            (await this.people.mayMoveMail(actor.viewer, change.programme, change.person));
          return allowed ? null : 'person.guarded-address';
        }
        case 'organisation':
          return null;
      }
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable') return error.code;
      throw error;
    }
  }

  private async foresee(
    actor: Actor,
    reference: string,
    item: string | null,
    body: Parameters<Acting['foresee']>[1]['body'],
  ): Promise<string | null> {
    const row = await this.views.findCase(reference);
    if (!row) return 'case.unknown';
    const { programme, organisation } = row;
    return this.acting.foresee(actor, { reference, programme, organisation, body, item });
  }
}
