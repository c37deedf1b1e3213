import type { CaseFacet, CaseListCounts, CaseListFilter } from '#libs/cases';
import { caseSorts, type CaseSort } from '#libs/persistence';
import { OptionalCode, OptionalDay, OptionalFlag, OptionalLine, OptionalOneOf } from '../http/fields.js';
import { PageQuery } from '../http/page.js';
import { Shown, ShownList } from '../http/shown.js';

export class CaseListQuery extends PageQuery implements CaseListFilter {
  @OptionalLine(
    'Words or their beginnings, without regard to accents, vowel signs or case: of references, companies, towns, sectors, coordinators, and of contacts and measures where you may read those.',
  )
  readonly q?: string;

  @OptionalCode('Of one programme.') readonly programme?: string;
  @OptionalCode('Of one organisation.') readonly organisation?: string;
  @OptionalOneOf(['open', 'closed'], 'In one status.') readonly status?: 'open' | 'closed';
  @OptionalLine('Key of the current stage.') readonly stage?: string;
  @OptionalLine('Of one sector.', 60) readonly sector?: string;
  @OptionalLine('ISO 3166 code.', 2) readonly country?: string;
  @OptionalCode('Person code.') readonly coordinator?: string;
  @OptionalLine('A party that something waits for, e.g. `technical` or `committee`.')
  readonly waitingOn?: string;
  @OptionalFlag('With something overdue, or without.') readonly overdue?: boolean;
  @OptionalFlag('Whose clocks stand, or run.') readonly suspended?: boolean;
  @OptionalOneOf(['held', 'waiting'], "By its place in the programme's quota.")
  readonly place?: 'held' | 'waiting';

  @OptionalDay("Due on that day or later, in the programme's own zone.") readonly dueFrom?: string;
  @OptionalDay('Due on that day or before.') readonly dueTo?: string;
  @OptionalOneOf(caseSorts, 'Order; `reference` unless told, `due` begins with the most urgent.')
  readonly sort?: CaseSort;
}

export class CaseFacetDto implements CaseFacet {
  @Shown('Value of the filter.') readonly key!: string;
  @Shown() readonly title!: string;
  @Shown('Cases that it would leave.') readonly count!: number;
}

/** Counted under programme, organisation, status and words alone; `matching` under the whole filter. */
export class CaseCountsDto implements CaseListCounts {
  @Shown() readonly matching!: number;
  @Shown() readonly all!: number;
  @Shown() readonly overdue!: number;
  @Shown('Whose clocks stand.') readonly suspended!: number;
  @Shown('On the waiting list.') readonly waiting!: number;
  @ShownList(() => CaseFacetDto) readonly stages!: readonly CaseFacet[];
  @ShownList(() => CaseFacetDto) readonly coordinators!: readonly CaseFacet[];
  @ShownList(() => CaseFacetDto) readonly sectors!: readonly CaseFacet[];
  @ShownList(() => CaseFacetDto) readonly countries!: readonly CaseFacet[];
}
