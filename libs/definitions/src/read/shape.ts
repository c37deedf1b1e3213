import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { DefinitionProblem } from '../model.js';
import type { NodePath, YamlSource } from './yaml-source.js';

/** Compiles a JSON schema whose `description`s double as remedies. */
export function shapeOf(schema: object): ValidateFunction {
  return new Ajv({ allErrors: true, discriminator: true, verbose: true, allowUnionTypes: true }).compile(
    schema,
  );
}

/** What of a file does not have the schema's shape; empty when all of it does. */
export function checkShape(source: YamlSource, validate: ValidateFunction): DefinitionProblem[] {
  if (validate(source.value)) return [];
  return (validate.errors ?? [])
    .filter((error) => error.keyword !== 'if')
    .map((error) => problemOf(source, error));
}

function problemOf(source: YamlSource, error: ErrorObject): DefinitionProblem {
  const path = pointerPath(error.instancePath);
  const params = error.params as Readonly<Record<string, unknown>>;
  const schema = (error.parentSchema ?? {}) as SchemaNode;
  const described = schema.description ? ` ${schema.description}` : '';
  const at = path.length > 0 ? `"${path.join('.')}"` : 'The file';
  switch (error.keyword) {
    case 'required':
      return missing(source, path, String(params['missingProperty']), schema);
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const unknown = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
      const known = Object.keys(schema.properties ?? {});
      const close = known.find((key) => distance(key, unknown) <= 2);
      return source.problem(
        [...path, unknown],
        'shape.unknown-key',
        `"${unknown}" is not known here.`,
        `${close ? `Did you mean "${close}"? ` : ''}Known here: ${known.join(', ')}.`,
      );
    }
    case 'enum':
      return source.problem(
        path,
        'shape.value',
        `${at} is ${show(error.data)}, which is not offered.`,
        `Write one of: ${list(params['allowedValues'])}.`,
      );
    case 'const':
      return source.problem(
        path,
        'shape.value',
        `${at} is ${show(error.data)}.`,
        `Write ${show(params['allowedValue'])}.`,
      );
    case 'discriminator':
      return source.problem(
        [...path, 'type'],
        'shape.value',
        `${at} has ${params['tagValue'] === undefined ? 'no type' : `the unknown type ${show(params['tagValue'])}`}.`,
        `Write \`type:\` with one of: ${fieldTypesOf(schema).join(', ')}.`,
      );
    case 'type':
      return source.problem(
        path,
        'shape.type',
        `${at} is ${show(error.data)}, but ${typeWords(params['type'])} is expected.`,
        `Write ${typeWords(params['type'])}.${described}`,
      );
    case 'pattern':
      return source.problem(
        path,
        'shape.pattern',
        `${at} is ${show(error.data)}, which is not well formed.`,
        schema.description ?? `It has to match ${String(params['pattern'])}.`,
      );
    default:
      return source.problem(
        path,
        `shape.${error.keyword}`,
        `${at} ${error.message ?? 'is not right'}.`,
        `Correct the value.${described}`,
      );
  }
}

function missing(source: YamlSource, path: NodePath, key: string, schema: SchemaNode): DefinitionProblem {
  const where = path.length > 0 ? ` in "${path.join('.')}"` : '';
  if (schema.title === 'Localised') {
    const name = key === 'fr' ? 'French' : 'English';
    return source.problem(
      path,
      'text.missing',
      `The ${name} words (${key}) are missing${where}.`,
      `Add \`${key}: …\` beside the other languages.`,
    );
  }
  const description = schema.properties?.[key]?.description;
  return source.problem(
    path,
    'shape.required',
    `"${key}" is missing${where}.`,
    `Add \`${key}: …\`.${description ? ` ${description}` : ''}`,
  );
}

interface SchemaNode {
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<
    Record<string, { readonly description?: string; readonly const?: string } | undefined>
  >;
  readonly oneOf?: readonly SchemaNode[];
}

function fieldTypesOf(schema: SchemaNode): string[] {
  return (schema.oneOf ?? [])
    .map((option) => option.properties?.['type']?.const ?? '')
    .filter((type) => type !== '');
}

/** Keys that are array indexes become numbers, so that paths read and resolve the same way everywhere. */
function pointerPath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : String(values);
}

function typeWords(type: unknown): string {
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a group of keys',
  };
  return (Array.isArray(type) ? type : [type]).map((one) => names[String(one)] ?? String(one)).join(' or ');
}

/** Levenshtein distance, for "did you mean". */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const substituted = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
