import type { CaseInput } from '#libs/contracts';
import { runCase } from './case-loop.js';

/** An SME's path through a programme. */
export async function technicalAssistanceCase(input: CaseInput): Promise<void> {
  await runCase(input);
}

/** The life of an agreement between partners. */
export async function partnershipCase(input: CaseInput): Promise<void> {
  await runCase(input);
}
