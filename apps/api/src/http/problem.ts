import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ErrorKind, FieldError } from '#libs/domain';

const statusOfKind: Readonly<Record<ErrorKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  invalid: 422,
  unavailable: 503,
};

/** Where HTTP has a better word than the kind's. */
const statusOfCode: Readonly<Record<string, number>> = {
  'idempotency-key.missing': 400,
  'document.too-large': 413,
  'sign-in.too-many': 429,
};

/** Status of a refusal; codes are stable, statuses follow from their kind. */
export function statusOf({ code, kind }: { readonly code: string; readonly kind: ErrorKind }): number {
  return statusOfCode[code] ?? statusOfKind[kind];
}

/** A problem before it is put into words. */
export interface ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly subject?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly stored?: unknown;
}

export class FieldProblemDto implements FieldError {
  @ApiProperty({ description: 'Path of the field, e.g. `electricity.3`.' })
  readonly field!: string;

  @ApiProperty()
  readonly code!: string;

  @ApiProperty()
  readonly message!: string;
}

/** RFC 9457 problem details; `code` is stable and made for programs, the rest for people. */
export class ProblemDto implements ProblemBody {
  @ApiProperty({ description: '`urn:parcours:problem:<code>`' })
  readonly type!: string;

  @ApiProperty()
  readonly title!: string;

  @ApiProperty()
  readonly status!: number;

  @ApiProperty()
  readonly code!: string;

  @ApiPropertyOptional({ description: 'Id or key of what the code speaks of.' })
  readonly subject?: string;

  @ApiPropertyOptional({ description: 'What to do about it.' })
  readonly detail?: string;

  @ApiPropertyOptional({ type: [FieldProblemDto] })
  readonly errors?: readonly FieldProblemDto[];

  @ApiPropertyOptional({ description: 'What is stored now, for a stale save.', type: Object })
  readonly stored?: unknown;

  @ApiProperty({ description: 'Names this answer in the server log.' })
  readonly correlation!: string;
}

/** `task.not-open` reads "task not open". */
export function titleOf(code: string): string {
  return code.replaceAll(/[.-]/g, ' ');
}
