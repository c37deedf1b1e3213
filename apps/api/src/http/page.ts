import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { Page } from '#libs/cases';
import { DomainError } from '#libs/domain';
import { Cursor, Limit } from './fields.js';

/** Query of every list. */
export class PageQuery {
  @Cursor()
  readonly cursor?: string;

  @Limit()
  readonly limit?: number;
}

/** A base class for pages of one kind of row. */
export function PageOf<T>(row: Type<T>): Type<Page<T>> {
  class PageOfRows implements Page<T> {
    @ApiProperty({ type: row, isArray: true })
    readonly items!: readonly T[];

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'Cursor of the following page; null on the last.',
    })
    readonly next!: string | null;
  }
  return PageOfRows;
}

/** Cuts a page out of a list that is read whole. Throws `cursor.invalid` when the row the cursor names is gone. */
export function pageOf<T>(
  rows: readonly T[],
  idOf: (row: T) => string,
  { cursor, limit = 50 }: PageQuery,
): Page<T> {
  const after = cursor === undefined ? -1 : rows.findIndex((row) => idOf(row) === cursor);
  if (cursor !== undefined && after < 0)
    throw new DomainError('invalid', 'cursor.invalid', cursor, {
      hint: 'Read the list again from its first page.',
    });
  const items = rows.slice(after + 1, after + 1 + limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && rows.length > after + 1 + limit ? idOf(last) : null };
}
