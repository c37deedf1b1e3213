import type { Language } from '#libs/wording';

/** Everything an attestation says; words are in its language already, and what its reader may not see is not among them. */
export interface AttestationFacts {
  readonly language: Language;
  /** IANA zone of the programme: its days are written. */
  readonly timeZone: string;
  readonly programme: string;
  /** Names of the organisations that carry the programme. */
  readonly partners: readonly string[];
  /** Name of the company. */
  readonly organisation: string;
  /** Title of the path. */
  readonly path: string;
  /** How it ended. */
  readonly outcome: string;
  readonly reference: string;
  /** Epoch ms. */
  readonly enrolledAt: number;
  /** Epoch ms. */
  readonly completedAt: number;
  /** In the path's order. */
  readonly stages: readonly AttestedStage[];
  readonly measures: readonly AttestedMeasure[];
  /** ISO 4217. */
  readonly currency: string;
  /** See `authenticityCode`. */
  readonly code: string;
  /** Where anybody has the code checked. */
  readonly checkUrl: string;
}

export interface AttestedStage {
  readonly title: string;
  /** Epoch ms; null where nobody knows any more. */
  readonly leftAt: number | null;
}

/** A measure in place. */
export interface AttestedMeasure {
  readonly title: string;
  /** In the programme's currency; null where it is not known, or not for the reader. */
  readonly yearlySaving: number | null;
}
