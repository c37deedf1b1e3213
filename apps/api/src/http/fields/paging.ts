import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { OptionalLine } from './words.js';

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
