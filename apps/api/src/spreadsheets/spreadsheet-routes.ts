import { applyDecorators, HttpCode, Post, StreamableFile, type Type } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { largestSpreadsheet, refuseFile, spreadsheetTypes, type SpreadsheetKind } from '#libs/spreadsheets';
import { AnswersItself } from '../http/repeated.interceptor.js';
import { TakesFiles, type SentFile } from '../http/sent-files.js';
import { SpreadsheetUploadDto } from './spreadsheet.dto.js';

interface RunRoute {
  readonly operationId: string;
  readonly summary: string;
  /** What the run is shown as. */
  readonly run: Type<unknown>;
}

/** A route that takes a file and answers what it would do, and does nothing. */
export function TakesSpreadsheet({ operationId, summary, run }: RunRoute): MethodDecorator {
  return applyDecorators(
    Post(),
    // One byte more than a spreadsheet may have: whoever reads it says in words that it is too large.
    TakesFiles({ field: 'file', most: 1, largest: largestSpreadsheet + 1, fields: 8 }),
    ApiBody({ type: SpreadsheetUploadDto }),
    ApiOperation({ operationId, summary }),
    ApiCreatedResponse({ type: run }),
  );
}

/** A route that begins to do what was looked at; a repetition finds it begun. */
export function ConfirmsRun({ operationId, summary, run }: RunRoute): MethodDecorator {
  return applyDecorators(
    Post(':id/confirmation'),
    HttpCode(202),
    AnswersItself(),
    ApiOperation({ operationId, summary }),
    ApiAcceptedResponse({ type: run }),
  );
}

/** A route that answers a file. */
export function AnswersFile(...kinds: readonly SpreadsheetKind[]): MethodDecorator {
  return applyDecorators(
    ApiProduces(...kinds.map((kind) => spreadsheetTypes[kind].replace(/;.*/, ''))),
    ApiOkResponse({ schema: { type: 'string', format: 'binary' } }),
  );
}

/** Throws `spreadsheet.missing`. */
export function sentSpreadsheet(file: SentFile | undefined): SentFile {
  return file ?? refuseFile('spreadsheet.missing');
}

/** A file to be saved: it holds figures of companies. */
export function fileAnswer(
  response: Response,
  { name, content }: SentFile,
  kind: SpreadsheetKind = 'xlsx',
): StreamableFile {
  response.setHeader('Cache-Control', 'private, no-store');
  response.attachment(name);
  return new StreamableFile(content, { type: spreadsheetTypes[kind], length: content.length });
}
