import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

/** Each decorator pairs a check with its line in the OpenAPI document, so that the two cannot disagree. */

/** A code that may travel to Temporal, e.g. `OLV-07` or `CCP-MA`. */
export function Code(description: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ description, pattern: '^[A-Z][A-Z0-9-]{1,30}$' }),
    Matches(/^[A-Z][A-Z0-9-]{1,30}$/, { message: 'must be capital letters, digits and hyphens, e.g. OLV-07' }),
  );
}

/** One line of words. */
export function Line(description: string, longest = 200): PropertyDecorator {
  return applyDecorators(ApiProperty({ description, maxLength: longest }), IsString(), IsNotEmpty(), MaxLength(longest));
}

/** One line of words, or nothing. */
export function OptionalLine(description: string, longest = 200): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, maxLength: longest, type: String }),
    IsOptional(),
    IsString(),
    MaxLength(longest),
  );
}

/** Words that give a reason. */
export function Reason(description: string): PropertyDecorator {
  return Line(description, 4000);
}

/** A cursor of an earlier page. */
export function Cursor(): PropertyDecorator {
  return OptionalLine('`next` of the page before.', 500);
}

/** Rows a page. */
export function Limit(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description: 'Rows a page; 50 unless told.', minimum: 1, maximum: 200, type: Number }),
    IsOptional(),
    Type(() => Number),
    IsInt(),
    Min(1),
    Max(200),
  );
}
