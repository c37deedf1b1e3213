import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import { Acting } from '../acting/acting.js';
import type { Acted, Actor } from '../actor.js';
import { CaseAccess } from '../case-access.js';
import { requiredReason } from './reason.js';

/** How somebody was reached outside the system. */
export const contactMedia = ['phone', 'messenger', 'visit', 'mail', 'paper'] as const;
export type ContactMedium = (typeof contactMedia)[number];

export interface LogContactInput {
  readonly reference: string;
  /** One of `contactMedia`. */
  readonly medium: string;
  /** What was said. */
  readonly note: string;
  /** Day by which the company has promised to answer, `YYYY-MM-DD`: no reminder until then. */
  readonly promised?: string;
  /** Ids of the tasks it concerns; all that the company owes unless told. */
  readonly tasks?: readonly string[];
}

/** "Called, promised the bills by 12 March." */
@Injectable()
export class LogContact {
  constructor(
    private readonly acting: Acting,
    private readonly access: CaseAccess,
  ) {}

  async execute(actor: Actor, input: LogContactInput, key: string): Promise<Acted> {
    const { reference, promised = null, tasks = [] } = input;
    return this.acting.perform(
      actor,
      { key, route: `cases/${reference}/contact-log`, sent: input },
      async () => {
        const { programme, organisation } = await this.access.caseToActOn(actor, 'log-contact', reference);
        return {
          ...{ reference, programme, organisation },
          body: { type: 'log-contact', promised, items: tasks },
          item: null,
          reason: requiredReason(input.note),
          answers: { medium: checkedMedium(input.medium) },
        };
      },
    );
  }
}

/** Throws `medium.unknown`. */
export function checkedMedium(medium: string): ContactMedium {
  const known = contactMedia.find((each) => each === medium);
  if (!known)
    throw new DomainError('invalid', 'medium.unknown', null, {
      hint: `Use one of ${contactMedia.join(', ')}.`,
    });
  return known;
}
