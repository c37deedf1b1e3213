import { readFileSync } from 'node:fs';
import { checkRules } from '#libs/domain';
import type { CaseDefinition, DefinitionProblem, ItemTexts } from '../model.js';
import { hashOf } from '../canonical.js';
import type { Language } from '../localised.js';
import { definitionSchema } from '../schema/definition-schema.js';
import { checkAnswering } from './check-answering.js';
import { checkForm } from './check-form.js';
import { checkFactTypes, checkReferences } from './check-references.js';
import { checkTiming } from './check-timing.js';
import { compileForm, factsOf } from './compile-forms.js';
import { compileRules } from './compile-rules.js';
import type { DefinitionDocument, ItemDocument } from './document.js';
import { approvalsOf, tasksOf } from './document-items.js';
import { documentPath } from './rule-paths.js';
import { structureOf } from '../words.js';
import { checkShape, shapeOf } from './shape.js';
import { YamlSource, type Report } from './yaml-source.js';

const validate = shapeOf(definitionSchema);

export type DefinitionReading =
  { readonly definition: CaseDefinition } | { readonly problems: readonly DefinitionProblem[] };

/**
 * Reads and compiles one definition file, from disk by path or from its text. `language` is the installation's: that of
 * the titles in `rules`. Problems come sorted by line; a file that cannot be opened throws.
 */
export function readDefinition(
  from: string | { readonly file: string; readonly text: string },
  language: Language = 'en',
): DefinitionReading {
  const { file, text } = typeof from === 'string' ? { file: from, text: readFileSync(from, 'utf8') } : from;
  const parsed = YamlSource.parse(file, text);
  if ('problems' in parsed) return parsed;
  const { source } = parsed;
  const misshapen = checkShape(source, validate);
  if (misshapen.length > 0) return { problems: sorted(misshapen) };

  const problems: DefinitionProblem[] = [];
  const report: Report = (...about) => problems.push(source.problem(...about));
  const document = source.value as DefinitionDocument;
  const definition = compile(document, language, report);
  // Rules compiled beside a problem hold stand-ins; judging those would only repeat or mislead.
  if (problems.length === 0) {
    for (const { path, code, message, remedy } of checkRules(definition.rules)) {
      report(documentPath(document, path), code, message, remedy);
    }
  }
  if (problems.length === 0) checkTiming(document, definition.rules, report);
  return problems.length > 0 ? { problems: sorted(problems) } : { definition };
}

function compile(document: DefinitionDocument, language: Language, report: Report): CaseDefinition {
  const forms = Object.fromEntries(
    Object.entries(document.forms).map(([key, form]) => [key, compileForm(key, form)]),
  );
  const facts = Object.fromEntries(Object.entries(forms).map(([key, form]) => [key, factsOf(form)]));
  for (const form of Object.values(forms)) checkForm(form, report);
  checkFactTypes(facts, report);
  checkReferences(document, forms, report);
  checkAnswering(document, report);
  return {
    key: document.key,
    version: document.version,
    kind: document.kind,
    title: document.title,
    rules: compileRules({ document, language, facts, report }),
    stages: Object.fromEntries(document.stages.map(({ key, title }) => [key, title])),
    items: itemsOf(document),
    forms,
    outcomes: Object.fromEntries(document.outcomes.map(({ key, title }) => [key, title])),
    hash: hashOf(structureOf(document)),
  };
}

function itemsOf(document: DefinitionDocument): Record<string, ItemTexts> {
  const texts = ({ title, why, help, shows }: ItemDocument): ItemTexts => ({
    title,
    why,
    ...(help && { help }),
    shows: shows ?? [],
  });
  return Object.fromEntries([
    ...tasksOf(document).map(({ task }) => [task.key, { ...texts(task), form: task.form }] as const),
    ...approvalsOf(document).map(({ approval }) => [approval.key, texts(approval)] as const),
  ]);
}

function sorted(problems: readonly DefinitionProblem[]): DefinitionProblem[] {
  return problems.toSorted((left, right) => left.line - right.line || left.column - right.column);
}
