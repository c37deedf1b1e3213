import { Inject, Injectable } from '@nestjs/common';
import {
  attestationPdf,
  authenticityCode,
  isAuthentic,
  type AttestedContent,
  type AttestedMeasure,
} from '#libs/attestations';
import { pick } from '#libs/definitions';
import { DomainError, type Instant } from '#libs/domain';
import type { Reader, Viewer } from '#libs/identity';
import { CaseViews, Programmes, type CaseListRow } from '#libs/persistence';
import { negotiate } from '#libs/wording';
import { CaseAccess } from '../case-access.js';
import { CaseStates } from '../case-states.js';
import { DefinitionLibrary } from '../definition-library.js';
import { Readers } from '../readers.js';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';
import { CaseFiles, isAttested } from './case-file.js';
import { CasePresenter } from './presenter.js';
import { stageViews } from './stage-views.js';
import type { CaseOverview, MeasureView } from './views.js';

export interface AttestationFile {
  readonly name: string;
  readonly content: Buffer;
}

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

/** Attestations of participation: written for whoever may see the case, with the figures that they may see (I15), and checked for anybody. */
@Injectable()
export class Attestations {
  constructor(
    private readonly access: CaseAccess,
    private readonly files: CaseFiles,
    private readonly views: CaseViews,
    private readonly states: CaseStates,
    private readonly library: DefinitionLibrary,
    private readonly programmes: Programmes,
    private readonly readers: Readers,
    private readonly presenter: CasePresenter,
    @Inject(CASES_OPTIONS) private readonly options: Pick<CasesOptions, 'publicUrl' | 'secret'>,
  ) {}

  /** In the viewer's language. Throws `attestation.not-done` while the path is under way, and where it ended before its end. */
  async file(viewer: Viewer, reference: string): Promise<AttestationFile> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const [file, partners, content, reader] = await Promise.all([
      this.files.overview(viewer, reference),
      this.programmes.partnersOf(row.programme),
      this.contentOf(row),
      this.readers.of(viewer, row),
    ]);
    if (!content)
      throw new DomainError('conflict', 'attestation.not-done', reference, {
        hint: 'There is an attestation once a company has gone its whole path: ask for it then.',
      });
    const code = authenticityCode(this.options.secret, content);
    const { enrolledAt, completedAt } = content;
    const pdf = await attestationPdf({
      language: negotiate([viewer.language]),
      ...{ partners, reference, enrolledAt, completedAt, code },
      ...wordsOf(file),
      stages: file.stages.filter(({ status }) => status === 'done'),
      measures: measuresInPlace(reader, file.measures),
      checkUrl: `${this.options.publicUrl}/attestations/${reference}/${code}`,
    });
    return { name: `attestation-${reference}.pdf`, content: pdf };
  }

  /** What the code attests; null for a code that was never printed, and for one whose case was opened again. */
  async check(reference: string, code: string, language: string): Promise<CheckedAttestation | null> {
    const row = await this.views.findCase(reference);
    const content = row && (await this.contentOf(row));
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

  /** Null where there is nothing to attest. A path that began before it was entered here counts from its first day. */
  private async contentOf(row: CaseListRow): Promise<AttestedContent | null> {
    const { reference, organisation, openedAt, closedAt, outcome } = row;
    const definition = await this.library.of(row);
    if (!isAttested(definition, row) || closedAt === null || outcome === null) return null;
    const [first] = stageViews(definition, (await this.states.at(row)).log, 'en');
    return {
      ...{ reference, organisation, outcome },
      definition: `${definition.key}@${definition.version}`,
      enrolledAt: Math.min(first?.enteredAt ?? openedAt, openedAt),
      completedAt: closedAt,
    };
  }
}

/** What was verified to be in place, for whom its title and its fate are open; `measures` hold no figure that is not. */
export function measuresInPlace(
  reader: Reader,
  measures: readonly MeasureView[] | null,
): readonly AttestedMeasure[] {
  if (!reader.reads('measures.outcome') || !reader.reads('measures.title')) return [];
  return (measures ?? [])
    .filter(({ outcome }) => outcome === 'implemented' || outcome === 'done-before')
    .map(({ title, yearlySaving }) => ({ title, yearlySaving }));
}

function wordsOf({ case: summary }: CaseOverview) {
  const { programmeName, organisationName, definitionTitle, outcomeTitle, timeZone, currency } = summary;
  return {
    ...{ programme: programmeName, organisation: organisationName, path: definitionTitle },
    ...{ outcome: outcomeTitle ?? '', timeZone, currency },
  };
}
