import { Injectable } from '@nestjs/common';
import { CaseViews, People, type CaseListRow, type Person } from '#libs/persistence';
import type { ItemView } from './views.js';

/** Whom the people of a company call, for pages that show no step of theirs. */
@Injectable()
export class WhomToCall {
  constructor(
    private readonly views: CaseViews,
    private readonly people: People,
  ) {}

  /** The coordinator of the case; null where there is no such case. For whoever holds a link that leads to it. */
  async of(reference: string): Promise<ItemView['contact'] | null> {
    const row = await this.views.findCase(reference);
    return row ? contactOf(row, await this.people.person(row.coordinator)) : null;
  }
}

/** The case's coordinator, as far as the address book knows them. */
export function contactOf(
  { coordinator }: Pick<CaseListRow, 'coordinator'>,
  person: Person | undefined,
): ItemView['contact'] {
  return {
    name: person?.name ?? coordinator,
    phone: person?.phone ?? null,
    email: person?.email ?? null,
  };
}
