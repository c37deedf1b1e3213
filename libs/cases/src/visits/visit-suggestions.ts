import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { formOf, type FormField, type Prefill } from '#libs/definitions';
import { localDateAt, type Instant, type LocalDate } from '#libs/domain';
import { may } from '#libs/identity';
import { Visits, type Visit } from '#libs/persistence';
import type { Actor } from '../actor.js';
import type { Ground } from '../queries/item-ground.js';

type AgreedVisit = Pick<Visit, 'item' | 'state' | 'startsAt'>;

/** Days that the visits of a case offer to its forms. */
@Injectable()
export class VisitSuggestions {
  constructor(
    private readonly visits: Visits,
    private readonly clock: CaseClock,
  ) {}

  /** By field key; none for somebody who may not see the visits, as whoever has a link to one step alone. */
  async of(actor: Actor, ground: Ground): Promise<Readonly<Record<string, LocalDate>>> {
    const { found, definition, state } = ground;
    const { item, case: row } = found;
    const prefilled = (formOf(definition, item.key)?.fields ?? []).flatMap(prefilledField);
    const { calendar } = state;
    if (prefilled.length === 0 || !calendar) return {};
    if (actor.channel === 'copied-link' || actor.declared) return {};
    if (!may(actor.viewer, 'view-visits', row)) return {};
    const visits = await this.visits.ofCase(row.reference);
    const now = this.clock.now();
    return Object.fromEntries(
      prefilled.flatMap(({ key, prefill }) => {
        const at = suggestedMoment(prefill, visits, { item: item.id, now });
        return at === null ? [] : [[key, localDateAt(calendar, at)]];
      }),
    );
  }
}

/** When the visit begins that is meant, null where there is none: one for the very task before any other, then the nearest. */
export function suggestedMoment(
  prefill: Prefill,
  visits: readonly AgreedVisit[],
  { item, now }: { readonly item: string; readonly now: Instant },
): Instant | null {
  const agreed = visits.filter(({ state }) => state === 'confirmed');
  const own = momentOf(
    prefill,
    agreed.filter((visit) => visit.item === item),
    now,
  );
  return own ?? momentOf(prefill, agreed, now);
}

function momentOf(prefill: Prefill, visits: readonly AgreedVisit[], now: Instant): Instant | null {
  const begins = visits.flatMap(({ startsAt }) => startsAt ?? []).sort((one, other) => one - other);
  const next = begins.find((at) => at > now);
  const last = begins.findLast((at) => at <= now) ?? null;
  return prefill === 'agreed-visit' ? (next ?? last) : last;
}

function prefilledField(field: FormField): readonly { readonly key: string; readonly prefill: Prefill }[] {
  return field.type === 'date' && field.prefill !== undefined
    ? [{ key: field.key, prefill: field.prefill }]
    : [];
}
