import { Injectable } from '@nestjs/common';
import type { Viewer } from '#libs/identity';
import { notYet } from '../not-yet.js';
import type {
  CaseSummary,
  CaseView,
  DocumentView,
  IncidentView,
  MeasureView,
  Page,
  TrailEntry,
  WorkItem,
} from './views.js';

export interface PageRequest {
  readonly cursor?: string;
  /** At most 200; 50 unless told. */
  readonly limit?: number;
}

export interface CaseFilter extends PageRequest {
  readonly programme?: string;
  readonly organisation?: string;
  readonly status?: 'open' | 'closed';
  readonly stage?: string;
  readonly overdue?: boolean;
}

/** Authorised reads of cases; what a viewer may not see is `not-found` or left out. */
@Injectable()
export class CaseQueries {
  /** Open items the viewer may settle now, the most urgent first. */
  worklist(_viewer: Viewer): Promise<readonly WorkItem[]> {
    return notYet();
  }

  caseView(_viewer: Viewer, _reference: string): Promise<CaseView> {
    return notYet();
  }

  listCases(_viewer: Viewer, _filter?: CaseFilter): Promise<Page<CaseSummary>> {
    return notYet();
  }

  trail(_viewer: Viewer, _reference: string, _page?: PageRequest): Promise<Page<TrailEntry>> {
    return notYet();
  }

  documents(_viewer: Viewer, _reference: string): Promise<readonly DocumentView[]> {
    return notYet();
  }

  measures(_viewer: Viewer, _reference: string): Promise<readonly MeasureView[]> {
    return notYet();
  }

  incidents(
    _viewer: Viewer,
    _filter?: { readonly open?: boolean; readonly reference?: string },
  ): Promise<readonly IncidentView[]> {
    return notYet();
  }
}
