import { Inject, Injectable } from '@nestjs/common';
import { attestationPdf, authenticityCode, type AttestedMeasure } from '#libs/attestations';
import { DomainError } from '#libs/domain';
import type { Reader, Viewer } from '#libs/identity';
import { Programmes } from '#libs/persistence';
import { negotiate } from '#libs/wording';
import { CaseAccess } from '../case-access.js';
import { CaseFiles } from '../queries/case-file.js';
import type { CaseOverview, MeasureView } from '../queries/views.js';
import { Readers } from '../readers.js';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';
import { AttestedPaths } from './attested-paths.js';

export interface AttestationFile {
  readonly name: string;
  readonly content: Buffer;
}

/** Attestations of participation, written for whoever may see the case, with the figures that they may see (I15). */
@Injectable()
export class Attestations {
  constructor(
    private readonly access: CaseAccess,
    private readonly files: CaseFiles,
    private readonly paths: AttestedPaths,
    private readonly programmes: Programmes,
    private readonly readers: Readers,
    @Inject(CASES_OPTIONS) private readonly options: Pick<CasesOptions, 'publicUrl' | 'secret'>,
  ) {}

  /** In the viewer's language. Throws `attestation.not-done` while the path is under way, and where it ended before its end. */
  async file(viewer: Viewer, reference: string): Promise<AttestationFile> {
    const row = await this.access.case(viewer, 'view-case', reference);
    const [file, partners, content, reader] = await Promise.all([
      this.files.overview(viewer, reference),
      this.programmes.partnersOf(row.programme),
      this.paths.of(row),
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
