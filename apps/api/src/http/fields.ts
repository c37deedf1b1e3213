import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/** Each decorator pairs a check with its line in the OpenAPI document, so that the two cannot disagree. */

const code = {
  pattern: /^[A-Z][A-Z0-9-]{1,30}$/,
  hint: 'must be capital letters, digits and hyphens, e.g. OLV-07',
};

/** A code that may travel to Temporal, e.g. `OLV-07` or `CCP-MA`. */
export function Code(description: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ description, pattern: code.pattern.source }),
    Matches(code.pattern, { message: code.hint }),
  );
}

/** The same, or nothing. */
export function OptionalCode(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, pattern: code.pattern.source, type: String }),
    IsOptional(),
    Matches(code.pattern, { message: code.hint }),
  );
}

/** One line of words. */
export function Line(description: string, longest = 200): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ description, maxLength: longest }),
    IsString(),
    IsNotEmpty(),
    MaxLength(longest),
  );
}

/** One line of words, or left out. */
export function OptionalLine(description: string, longest = 200): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, maxLength: longest, minLength: 1, type: String }),
    ValidateIf((_body, value) => value !== undefined),
    IsString(),
    IsNotEmpty(),
    MaxLength(longest),
  );
}

/** One line of words, null to empty it, or left out. */
export function NullableLine(description: string, longest = 200): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, maxLength: longest, type: String, nullable: true }),
    IsOptional(),
    IsString(),
    MaxLength(longest),
  );
}

/** A whole number, null to empty it, or left out. */
export function NullableCount(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: 'integer', minimum: 0, maximum: 1_000_000, nullable: true }),
    IsOptional(),
    IsInt(),
    Min(0),
    Max(1_000_000),
  );
}

/** A whole number within bounds, or left out. */
export function OptionalCount(
  description: string,
  [minimum, maximum]: readonly [number, number],
): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: 'integer', minimum, maximum }),
    // Null is no number either: a column that needs one would refuse it.
    ValidateIf((_body, value) => value !== undefined),
    IsInt(),
    Min(minimum),
    Max(maximum),
  );
}

/** An e-mail address, null to empty it, or left out. */
export function NullableEmail(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: String, format: 'email', nullable: true }),
    IsOptional(),
    IsEmail(),
    MaxLength(254),
  );
}

/** Words that give a reason; `reason.required` when there are none. */
export function Reason(description: string): PropertyDecorator {
  return Line(description, 4000);
}

/** The same where only some outcomes need one. */
export function OptionalReason(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, maxLength: 4000, type: String }),
    ValidateIf((_body, value) => value !== undefined),
    IsString(),
    MaxLength(4000),
  );
}

/** One of a closed set of words. */
export function OneOf(words: readonly string[], description: string): PropertyDecorator {
  return applyDecorators(ApiProperty({ description, enum: [...words], type: String }), IsIn([...words]));
}

/** The same, or left out. */
export function OptionalOneOf(words: readonly string[], description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, enum: [...words], type: String }),
    // Null is no word either: a column that needs one would refuse it.
    ValidateIf((_body, value) => value !== undefined),
    IsIn([...words]),
  );
}

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const dayHint = 'must be a day, YYYY-MM-DD';

/** A day in the case's own zone. */
export function Day(description: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ description, type: String, format: 'date' }),
    Matches(day, { message: dayHint }),
  );
}

/** The same, or left out. */
export function OptionalDay(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: String, format: 'date' }),
    ValidateIf((_body, value) => value !== undefined),
    Matches(day, { message: dayHint }),
  );
}

/** A place on a list, from 1, or left out. */
export function OptionalRank(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: 'integer', minimum: 1, maximum: 10_000 }),
    ValidateIf((_body, value) => value !== undefined),
    IsInt(),
    Min(1),
    Max(10_000),
  );
}

/** A list of objects, each checked by its own class. */
export function ListOf(type: () => new () => object, description: string, most = 100): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ description, type: () => type(), isArray: true, maxItems: most }),
    IsArray(),
    ArrayMaxSize(most),
    ValidateNested({ each: true }),
    Type(type),
  );
}

/** The same, or left out. */
export function OptionalListOf(
  type: () => new () => object,
  description: string,
  most = 100,
): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: () => type(), isArray: true, maxItems: most }),
    ValidateIf((_body, value) => value !== undefined),
    IsArray(),
    ArrayMaxSize(most),
    ValidateNested({ each: true }),
    Type(type),
  );
}

/** `true` or `false`; never left out, because either means something. */
export function Flag(description: string): PropertyDecorator {
  return applyDecorators(ApiProperty({ description, type: Boolean }), IsBoolean());
}

/** `true` or `false` in a query, or left out. */
export function OptionalFlag(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: Boolean }),
    IsOptional(),
    Transform(({ value }: { value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    IsBoolean(),
  );
}

/** Ids, at least one. */
export function Ids(description: string, most = 60): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ description, type: String, isArray: true, minItems: 1, maxItems: most }),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(most),
    IsString({ each: true }),
    MaxLength(200, { each: true }),
  );
}

/** The same, or left out. */
export function OptionalIds(description: string, most = 60): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: String, isArray: true, maxItems: most }),
    ValidateIf((_body, value) => value !== undefined),
    IsArray(),
    ArrayMaxSize(most),
    IsString({ each: true }),
    MaxLength(200, { each: true }),
  );
}

/** One object checked by its own class, or left out. */
export function OptionalPart(type: () => new () => object, description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: () => type() }),
    ValidateIf((_body, value) => value !== undefined),
    IsObject(),
    ValidateNested(),
    Type(type),
  );
}

/** A moment that an answer of ours gave, or left out. */
export function OptionalInstant(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description: `${description} Epoch milliseconds.`, type: 'integer' }),
    ValidateIf((_body, value) => value !== undefined),
    IsInt(),
  );
}

/** Keys of a definition, or left out. */
export function OptionalKeys(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: String, isArray: true, maxItems: 50 }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(50),
    IsString({ each: true }),
    MaxLength(100, { each: true }),
  );
}

/** Answers of a form by field key; the task's own form checks them. */
export function FormAnswers(description: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ description, type: 'object', additionalProperties: true }),
    IsObject(),
    // As posted: what is inside belongs to the form and is nothing to convert here.
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]),
  );
}

/** The same, or left out. */
export function OptionalFormAnswers(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: 'object', additionalProperties: true }),
    ValidateIf((_body, value) => value !== undefined),
    IsObject(),
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]),
  );
}

/** Number of a saved version, from 0. */
export function Version(description: string): PropertyDecorator {
  return applyDecorators(ApiProperty({ description, type: 'integer', minimum: 0 }), IsInt(), Min(0));
}

/** A cursor of an earlier page. */
export function Cursor(): PropertyDecorator {
  return OptionalLine('`next` of the page before.', 500);
}

/** Rows a page. */
export function Limit(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      description: 'Rows a page; 50 unless told.',
      minimum: 1,
      maximum: 200,
      type: 'integer',
    }),
    IsOptional(),
    Type(() => Number),
    IsInt(),
    Min(1),
    Max(200),
  );
}
