import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';

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
