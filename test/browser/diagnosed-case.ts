import { join } from 'node:path';
import { readSampleAnswers, sampleAnswers } from '#libs/definitions';
import { addDays } from '#libs/domain';
import { projectRoot } from '#libs/config';
import type { Visitors } from './visitors.js';

const samples = readSampleAnswers(join(projectRoot(), 'programmes/ccp-maroc/answers.yaml'));
const today = new Date().toISOString().slice(0, 10);
const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

function usual(form: string): Readonly<Record<string, unknown>> {
  return sampleAnswers(samples, 'sme-cleaner-production', form, { today });
}

/** Papers of an earlier path are filed afterwards. */
function withoutFiles(answers: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => key !== 'photos'));
}

function done(key: string, days: number, answers: Readonly<Record<string, unknown>>) {
  return { key, completedOn: addDays(today, days), answers };
}

/** Enrolment as a company has travelled it before its case is entered here, with its diagnostic ahead. */
export const enrolled = {
  stage: 'diagnostic',
  stages: [
    {
      ...{ key: 'enrolment', enteredOn: addDays(today, -60), leftOn: addDays(today, -40) },
      tasks: [
        done('application', -58, usual('application')),
        done('eligibility', -50, usual('eligibility')),
        done('commitment', -45, usual('commitment')),
      ],
    },
  ],
};

/** A case whose diagnostic is at work: what lies before was entered at its opening, the report is the expert's to write. */
export class DiagnosedCase {
  private constructor(
    private readonly visitors: Visitors,
    readonly reference: string,
    private readonly expert: string,
    private readonly director: string,
  ) {}

  /** `expert` and `director` are bearer tokens. */
  static async open(
    visitors: Visitors,
    organisation: string,
    { expert, director }: { readonly expert: string; readonly director: string },
  ): Promise<DiagnosedCase> {
    const earlier = {
      ...enrolled,
      tasks: [
        done('data-request', -30, usual('utility-bills')),
        done('visit-plan', -25, { ...usual('visit-plan'), date: addDays(today, -10) }),
        done('visit', -10, { ...withoutFiles(usual('site-visit')), date: addDays(today, -10) }),
      ],
    };
    const input = { programme: 'CCP-MA', organisation, definition: 'sme-cleaner-production', earlier };
    const { reference } = await visitors.api<{ reference: string }>('cases', input);
    return new DiagnosedCase(visitors, reference, expert, director);
  }

  id(key: string, round = 1): string {
    return `${this.reference}.${key}.${round}`;
  }

  /** The expert hands the report in, the director agrees: the coordinators are asked. */
  async reported(round = 1, changes: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.handedIn(round, changes);
    const comments = { answers: usual('factual-comments') };
    await this.visitors.api(`tasks/${this.id('comments', round)}/completion`, comments, this.director);
  }

  /** The expert hands the report in: the director is asked for comments. */
  async handedIn(round = 1, changes: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const report = this.id('report', round);
    const file = await this.visitors.upload(`tasks/${report}/documents`, this.expert, {
      ...{ field: 'report', name: `rapport-${round}.pdf`, content: `${pdf}%${this.reference} ${round}\n` },
    });
    const answers = { ...usual('diagnostic-report'), ...changes, report: [file] };
    await this.visitors.api(`tasks/${report}/completion`, { answers }, this.expert);
  }
}
