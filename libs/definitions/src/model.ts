import type { CaseKind, CaseRules } from '#libs/domain';
import type { FormDefinition } from './form-model.js';
import type { Localised } from './localised.js';

/** A definition file, compiled: the rules for the core, the words and the forms for people. Plain JSON. */
export interface CaseDefinition {
  readonly key: string;
  readonly version: number;
  readonly kind: CaseKind;
  readonly title: Localised;
  /** What a case opens with; its titles are in the one language the definition was read for. */
  readonly rules: CaseRules;
  /** By stage key, in the path's order. */
  readonly stages: Readonly<Record<string, Localised>>;
  /** Words of each task and approval, by its key; milestone tasks by the key of their template. */
  readonly items: Readonly<Record<string, ItemTexts>>;
  /** By form key. */
  readonly forms: Readonly<Record<string, FormDefinition>>;
  /** Words of each outcome a case can close with, by outcome key. */
  readonly outcomes: Readonly<Record<string, Localised>>;
  /** SHA-256, hex, of what the file asks: comments, order of keys and words in any language do not change it. */
  readonly hash: string;
}

/** What people read about one task or approval. */
export interface ItemTexts {
  readonly title: Localised;
  /** Why it is asked: one or two sentences for the person who gets the mail. */
  readonly why: Localised;
  /** How to do it well; absent when there is nothing to add. */
  readonly help?: Localised;
  /** Key of the task's form; absent for approvals. */
  readonly form?: string;
  /** Tasks whose answers and documents stand beside the form or the decision, in this order. */
  readonly shows: readonly string[];
}

/** The words of one item in one language. */
export interface TaskTexts {
  readonly title: string;
  readonly why: string;
  readonly help: string | null;
}

/** One thing wrong with a definition or programme file, with the place to repair it. */
export interface DefinitionProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Stable, e.g. `shape.required`, `text.missing`, or a code of the core's `checkRules`. */
  readonly code: string;
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
}
