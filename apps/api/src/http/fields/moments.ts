import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Matches, ValidateIf } from 'class-validator';

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

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A time of that day, on the clock of the case's own zone. */
export function Time(description: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ description, type: String, pattern: time.source }),
    Matches(time, { message: 'must be a time, HH:MM' }),
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
