import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

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
