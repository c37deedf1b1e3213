import { Injectable } from '@nestjs/common';
import { pick } from '#libs/definitions';
import { takesPartIn, type Viewer } from '#libs/identity';
import { Programmes, type Programme } from '#libs/persistence';
import { DirectoryRows } from './directory-rows.js';
import { ownOrganisations } from './directory-queries.js';

/** A programme by its name in the viewer's language; its country, ISO 3166. */
export interface OwnProgramme {
  readonly code: string;
  readonly name: string;
  readonly country: string;
}

/** Machine milliseconds for which programmes are not read again: every page names them, and there are few. */
const keptMs = 10_000;

/** The programmes somebody has to do with, for the choice between them that stands on every page. */
@Injectable()
export class OwnProgrammes {
  private kept: { readonly until: number; readonly rows: Promise<readonly Programme[]> } | undefined;

  constructor(
    private readonly programmes: Programmes,
    private readonly directory: DirectoryRows,
  ) {}

  /** Those in which the viewer holds a role, and those of the viewer's own companies, by code. */
  async of(viewer: Viewer): Promise<readonly OwnProgramme[]> {
    const [rows, parts] = await Promise.all([this.all(), this.directory.partsOf(ownOrganisations(viewer))]);
    return rows
      .filter(({ code }) => takesPartIn(viewer, code) || parts.some(({ programme }) => programme === code))
      .map(({ code, name, country }) => ({ code, country, name: pick(name, viewer.language) }));
  }

  private async all(): Promise<readonly Programme[]> {
    if (this.kept && this.kept.until > performance.now()) return this.kept.rows;
    const rows = this.programmes.list();
    this.kept = { until: performance.now() + keptMs, rows };
    rows.catch(() => {
      this.kept = undefined;
    });
    return rows;
  }
}
