import type { ApprovalDocument, DefinitionDocument, TaskDocument } from './document.js';
import type { NodePath } from './yaml-source.js';

export interface PlacedTask {
  readonly task: TaskDocument;
  readonly path: NodePath;
  /** Template of one task a milestone. */
  readonly milestone: boolean;
}

/** All tasks of a definition, milestone templates included, with their place in the file. */
export function tasksOf(document: DefinitionDocument): PlacedTask[] {
  return document.stages.flatMap(({ tasks, milestones }, stage) => {
    const path: NodePath = ['stages', stage];
    return [
      ...tasks.map((task, index) => ({ task, path: [...path, 'tasks', index], milestone: false })),
      ...(milestones
        ? (['evidence', 'verification'] as const).map((name) => ({
            task: milestones[name],
            path: [...path, 'milestones', name],
            milestone: true,
          }))
        : []),
    ];
  });
}

/** All approvals of a definition with their place in the file. */
export function approvalsOf(
  document: DefinitionDocument,
): { readonly approval: ApprovalDocument; readonly path: NodePath }[] {
  return document.stages.flatMap(({ approval }, stage) =>
    approval ? [{ approval, path: ['stages', stage, 'approval'] }] : [],
  );
}
