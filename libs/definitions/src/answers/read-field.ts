import type {
  Answer,
  ColumnField,
  ConfirmationField,
  FieldCondition,
  FilesField,
  NumberField,
  ParagraphField,
  SignatureAnswer,
  TextField,
} from '../form-model.js';
import { readDate } from './dates.js';
import { decimalsOf, readNumber } from './numbers.js';
import type { AnswerProblem, AnswerProblemCode } from './problems.js';

/** Notes a problem with one input. */
export type Complain = (path: string, code: AnswerProblemCode, params?: AnswerProblem['params']) => void;

/** The clean answer of a field that holds one value; undefined when empty or wrong (then it has complained). */
export function readColumn(
  field: ColumnField,
  raw: unknown,
  path: string,
  required: boolean,
  complain: Complain,
): string | number | boolean | undefined {
  if (field.type === 'confirmation') return readConfirmation(field, raw, path, required, complain);
  if (isEmpty(raw)) {
    if (required) complain(path, 'required');
    return undefined;
  }
  if (field.type === 'number') return readNumberField(field, raw, path, complain);
  if (typeof raw !== 'string') {
    complain(path, 'answer.malformed');
    return undefined;
  }
  switch (field.type) {
    case 'text':
    case 'paragraph':
      return readText(field, raw, path, complain);
    case 'date': {
      const date = readDate(raw);
      if (date === undefined) complain(path, 'date.unreadable');
      return date;
    }
    case 'choice': {
      const option = field.options.find(({ key }) => key === raw.trim());
      if (!option) complain(path, 'choice.unknown');
      return option?.key;
    }
  }
}

/** A number within the bounds and decimals asked for. */
export function readNumberField(
  { min, max, decimals }: Pick<NumberField, 'min' | 'max' | 'decimals'>,
  raw: unknown,
  path: string,
  complain: Complain,
): number | undefined {
  const value =
    typeof raw === 'string' ? readNumber(raw, decimals) : typeof raw === 'number' ? raw : 'answer.malformed';
  if (typeof value === 'string') complain(path, value);
  else if (!Number.isFinite(value)) complain(path, 'number.unreadable');
  else if (min !== undefined && value < min) complain(path, 'number.min', { min });
  else if (max !== undefined && value > max) complain(path, 'number.max', { max });
  else if (decimalsOf(value) > decimals)
    complain(path, decimals === 0 ? 'number.whole' : 'number.decimals', { decimals });
  else return value;
  return undefined;
}

/** Name and function typed under a text, with the box ticked. */
export function readSignature(
  raw: unknown,
  path: string,
  required: boolean,
  complain: Complain,
): SignatureAnswer | undefined {
  const { name, function: position, agreed } = isObject(raw) ? raw : {};
  if (isEmpty(name) && isEmpty(position) && !isTicked(agreed) && !required) return undefined;
  const read = (key: string, value: unknown): string | undefined => {
    const text = readColumn(
      { key, type: 'text', label: {}, required: true, maxLength: 120 },
      value,
      `${path}.${key}`,
      true,
      complain,
    );
    return typeof text === 'string' ? text : undefined;
  };
  const signed = { name: read('name', name), function: read('function', position), agreed: isTicked(agreed) };
  if (!signed.agreed) complain(`${path}.agreed`, 'signature.agreement');
  return signed.agreed && signed.name !== undefined && signed.function !== undefined
    ? { name: signed.name, function: signed.function, agreed: true }
    : undefined;
}

/** Document ids, each once. */
export function readFiles(
  field: FilesField,
  raw: unknown,
  path: string,
  required: boolean,
  complain: Complain,
): readonly string[] | undefined {
  const ids = fileIds(raw);
  if (!ids) {
    complain(path, 'answer.malformed');
    return undefined;
  }
  if (ids.length === 0 && !required) return undefined;
  const min = required ? Math.max(field.min, 1) : field.min;
  if (ids.length < min) complain(path, 'files.too-few', { min });
  else if (ids.length > field.max) complain(path, 'files.too-many', { max: field.max });
  else return ids;
  return undefined;
}

/** Ids in a raw files answer, one or several; undefined when it holds anything else. */
export function fileIds(raw: unknown): string[] | undefined {
  const items: unknown[] = Array.isArray(raw) ? raw : [raw];
  const ids = items.filter((item) => !isEmpty(item));
  return ids.every((item) => typeof item === 'string') ? [...new Set(ids)] : undefined;
}

/** Whether a field is asked, given the clean answers of the fields before it. */
export function isAsked(
  when: FieldCondition | undefined,
  answers: Readonly<Record<string, Answer | null | undefined>>,
): boolean {
  if (!when) return true;
  const value = answers[when.field];
  return 'is' in when ? value === when.is : typeof value === 'string' && when.in.includes(value);
}

/** Nothing, or only white space. */
export function isEmpty(raw: unknown): boolean {
  return raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '');
}

export function isObject(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** What browsers and programs send for a ticked box. */
export function isTicked(raw: unknown): boolean {
  return raw === true || raw === 'on' || raw === 'true' || raw === 'yes' || raw === '1';
}

function readText(
  { maxLength }: TextField | ParagraphField,
  raw: string,
  path: string,
  complain: Complain,
): string | undefined {
  const text = raw.replaceAll('\r\n', '\n').trim();
  if (text.length <= maxLength) return text;
  complain(path, 'text.too-long', { length: text.length, max: maxLength });
  return undefined;
}

function readConfirmation(
  _: ConfirmationField,
  raw: unknown,
  path: string,
  required: boolean,
  complain: Complain,
): boolean {
  const ticked = isTicked(raw);
  if (required && !ticked) complain(path, 'confirmation.required');
  return ticked;
}
