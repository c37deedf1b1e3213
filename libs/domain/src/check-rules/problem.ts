/** One thing wrong with a definition, for its author. */
export interface RuleProblem {
  /** Place in the JSON of `CaseRules`. */
  readonly path: Path;
  /** Stable, e.g. `after.unknown`. */
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export type Path = readonly (string | number)[];

/** Collects problems; rules are checked to the end, so that an author sees all of them at once. */
export type Report = (path: Path, code: string, message: string, remedy: string) => void;
