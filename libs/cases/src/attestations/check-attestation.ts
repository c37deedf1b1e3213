import { Inject, Injectable } from '@nestjs/common';
import { isAuthentic } from '#libs/attestations';
import { pick } from '#libs/definitions';
import type { Instant } from '#libs/domain';
import { CaseViews, Programmes } from '#libs/persistence';
import { DefinitionLibrary } from '../definition-library.js';
import { CasePresenter } from '../queries/presenter.js';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';
import { AttestedPaths } from './attested-paths.js';

/** What everybody may know who holds an attestation in their hands: no figure is among it. */
export interface CheckedAttestation {
  readonly reference: string;
  readonly programme: string;
  readonly organisation: string;
  readonly path: string;
  readonly enrolledAt: Instant;
  readonly completedAt: Instant;
  /** IANA zone of the programme. */
  readonly timeZone: string;
}

/** Attestations that somebody was handed, checked for anybody. */
@Injectable()
export class CheckAttestation {
  constructor(
    private readonly views: CaseViews,
    private readonly paths: AttestedPaths,
    private readonly programmes: Programmes,
    private readonly library: DefinitionLibrary,
    private readonly presenter: CasePresenter,
    @Inject(CASES_OPTIONS) private readonly options: Pick<CasesOptions, 'secret'>,
  ) {}

  /** What the code attests; null for a code that was never printed, and for one whose case was opened again. */
  async execute(reference: string, code: string, language: string): Promise<CheckedAttestation | null> {
    const row = await this.views.findCase(reference);
    const content = row && (await this.paths.of(row));
    if (!content || !isAuthentic(this.options.secret, content, code)) return null;
    const [programme, definition, zoneOf] = await Promise.all([
      this.programmes.get(row.programme),
      this.library.of(row),
      this.presenter.timeZones([row]),
    ]);
    return {
      reference,
      programme: programme ? pick(programme.name, language) : row.programme,
      organisation: row.organisationName ?? row.organisation,
      path: pick(definition.title, language),
      enrolledAt: content.enrolledAt,
      completedAt: content.completedAt,
      timeZone: zoneOf(row),
    };
  }
}
