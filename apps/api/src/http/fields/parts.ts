import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsObject, ValidateIf, ValidateNested } from 'class-validator';

/** One object checked by its own class. */
export function Part(type: () => new () => object, description: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ description, type: () => type() }),
    IsObject(),
    ValidateNested(),
    Type(type),
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
