import type { CaseRules, StageRule } from '#libs/domain';
import { asWritten } from '../localised.js';
import { compileCondition } from './compile-condition.js';
import { compileApproval, compileTask, type ItemsInput } from './compile-items.js';
import { compileLadder } from './compile-ladder.js';
import type { DefinitionDocument, StageDocument } from './document.js';
import type { NodePath } from './yaml-source.js';

export interface RulesInput extends ItemsInput {
  readonly document: DefinitionDocument;
}

/**
 * The part of a definition the core interprets. Paths of the result and of the file agree as far as both have a node, but for
 * what `documentPath` translates.
 */
export function compileRules(input: RulesInput): CaseRules {
  const { document, report } = input;
  return {
    key: document.key,
    version: document.version,
    kind: document.kind,
    title: asWritten(document.title, input.language),
    ladders: Object.fromEntries(
      Object.entries(document.ladders).map(([key, rungs]) => [
        key,
        compileLadder(rungs, ['ladders', key], report),
      ]),
    ),
    stages: document.stages.map((stage, index) => compileStage(stage, ['stages', index], input)),
    outcomes: document.outcomes.flatMap(({ key, when }, index) =>
      when ? [{ when: compileCondition(when, ['outcomes', index, 'when'], report), outcome: key }] : [],
    ),
  };
}

function compileStage(stage: StageDocument, path: NodePath, input: RulesInput): StageRule {
  const { milestones, approval } = stage;
  return {
    key: stage.key,
    title: asWritten(stage.title, input.language),
    ...(stage.when && { when: compileCondition(stage.when, [...path, 'when'], input.report) }),
    tasks: stage.tasks.map((task, index) => compileTask(task, [...path, 'tasks', index], input)),
    ...(milestones && {
      milestones: {
        title: asWritten(milestones.title, input.language),
        from: milestones.from,
        evidence: compileTask(milestones.evidence, [...path, 'milestones', 'evidence'], input),
        verification: compileTask(milestones.verification, [...path, 'milestones', 'verification'], input),
      },
    }),
    ...(approval && { approval: compileApproval(approval, [...path, 'approval'], input) }),
  };
}
