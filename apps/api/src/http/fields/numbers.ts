import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';

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

/** Number of a saved version, from 0. */
export function Version(description: string): PropertyDecorator {
  return applyDecorators(ApiProperty({ description, type: 'integer', minimum: 0 }), IsInt(), Min(0));
}
