import { compileParty } from './compile-party.js';
import { outcomesOf } from './compile-items.js';
import type { DefinitionDocument, TaskDocument } from './document.js';
import { approvalsOf, tasksOf } from './document-items.js';
import type { NodePath, Report } from './yaml-source.js';

/** Who answers and how: extensions, transcriptions and reasons that would never be of use. */
export function checkAnswering(document: DefinitionDocument, report: Report): void {
  for (const { task, path } of tasksOf(document)) {
    checkExtension(task, path, report);
    if (task.transcription !== undefined && task.contact === undefined) {
      report(
        [...path, 'transcription'],
        'transcription.nobody',
        `"${task.key}" is no contact's task: only what a company says is taken down for it.`,
        'Remove `transcription`.',
      );
    }
  }
  for (const { approval, path } of approvalsOf(document)) {
    const offered = outcomesOf(approval);
    approval.reasons?.forEach((outcome, index) => {
      if (offered.includes(outcome)) return;
      report(
        [...path, 'reasons', index],
        'reasons.outcome',
        `"${approval.key}" does not offer "${outcome}".`,
        `Name one of: ${offered.join(', ')}.`,
      );
    });
  }
}

function checkExtension(task: TaskDocument, path: NodePath, report: Report): void {
  if (!task.extension) return;
  // Whatever is unclear was reported where it was compiled.
  const silent: Report = () => undefined;
  const decider = compileParty(task.extension, '', path, silent);
  if (JSON.stringify(decider) !== JSON.stringify(compileParty(task, '', path, silent))) return;
  report(
    [...path, 'extension'],
    'extension.same',
    `Whoever owes "${task.key}" would grant the extension.`,
    'Let somebody else decide, e.g. `role: coordinator`.',
  );
}
