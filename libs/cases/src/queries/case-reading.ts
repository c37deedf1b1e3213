import { Injectable } from '@nestjs/common';
import type { ItemRow } from '#libs/domain';
import { itemReaderOf, readerOf, type Viewer } from '#libs/identity';
import { CaseViews, Programmes, type CaseListRow, type MeasureRow, type Programme } from '#libs/persistence';
import { DefinitionLibrary } from '../definition-library.js';
import type { Sight } from './disclosure.js';

/** A sight with the programme whose data policy opens it. */
export interface CaseSight extends Sight {
  /** Undefined where it was never stored. */
  readonly programme: Programme | undefined;
}

/** What the parts of one page ask of a case alike, each under way and asked for once. */
export interface CaseReading {
  readonly viewer: Viewer;
  readonly row: CaseListRow;
  readonly sight: Promise<CaseSight>;
  readonly measures: Promise<readonly MeasureRow[]>;
}

/** Reads what stands behind every view of a case that the viewer may see. */
@Injectable()
export class CaseReadings {
  constructor(
    private readonly programmes: Programmes,
    private readonly library: DefinitionLibrary,
    private readonly views: CaseViews,
  ) {}

  of(viewer: Viewer, row: CaseListRow): CaseReading {
    return {
      ...{ viewer, row },
      sight: this.sightOf(viewer, row),
      measures: this.views.measuresOf(row.reference),
    };
  }

  /** Of a case, or of one of its items: whoever a step is for sees more of that. */
  async sightOf(viewer: Viewer, row: CaseListRow, item?: ItemRow): Promise<CaseSight> {
    const [programme, definition] = await Promise.all([
      this.programmes.get(row.programme),
      this.library.of(row),
    ]);
    const policy = programme?.dataPolicy ?? {};
    const reader = item ? itemReaderOf(policy, viewer, row, item) : readerOf(policy, viewer, row);
    return { programme, definition, reader };
  }
}
