import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';

/** How answers describe themselves in the OpenAPI document; nothing of this runs on a request. */

/** A value that is always there; its type is the property's own. */
export function Shown(description?: string): PropertyDecorator {
  return ApiProperty({ ...(description === undefined ? {} : { description }) });
}

/** One of a closed set of words. */
export function ShownOneOf(words: readonly string[], description?: string): PropertyDecorator {
  return ApiProperty({
    type: String,
    enum: [...words],
    ...(description === undefined ? {} : { description }),
  });
}

/** A value or null. */
export function ShownOrNull(
  type: 'string' | 'number' | 'integer' | 'boolean',
  description?: string,
): PropertyDecorator {
  return ApiProperty({ type, nullable: true, ...(description === undefined ? {} : { description }) });
}

/** Case time in epoch milliseconds. */
export function ShownInstant(description: string): PropertyDecorator {
  return ApiProperty({ type: 'integer', description: `${description} Epoch milliseconds, case time.` });
}

/** Case time in epoch milliseconds, or null. */
export function ShownInstantOrNull(description: string): PropertyDecorator {
  return ApiProperty({
    type: 'integer',
    nullable: true,
    description: `${description} Epoch milliseconds, case time.`,
  });
}

// Swagger tells a lazy type from a class by the function's name, so each is written as `type: () => …`.

/** Several of another class. */
export function ShownList(of: () => Type, description?: string): PropertyDecorator {
  return ApiProperty({
    type: () => of(),
    isArray: true,
    ...(description === undefined ? {} : { description }),
  });
}

/** Several of another class, or null. */
export function ShownListOrNull(of: () => Type, description: string): PropertyDecorator {
  return ApiProperty({ type: () => of(), isArray: true, nullable: true, description });
}

/** Several words. */
export function ShownWords(description: string): PropertyDecorator {
  return ApiProperty({ type: String, isArray: true, description });
}

/** One of another class, or null. */
export function ShownPartOrNull(of: () => Type, description: string): PropertyDecorator {
  return ApiProperty({ type: () => of(), nullable: true, description });
}

/** An object whose keys depend on a definition. */
export function ShownOpen(description: string): PropertyDecorator {
  return ApiProperty({ type: 'object', additionalProperties: true, description });
}

/** The same, or null. */
export function ShownOpenOrNull(description: string): PropertyDecorator {
  return ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description });
}
