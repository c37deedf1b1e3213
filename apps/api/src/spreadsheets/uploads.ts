import { applyDecorators, HttpCode, Post, StreamableFile, UseInterceptors, type Type } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { largestSpreadsheet, refuseFile } from '#libs/spreadsheets';
import { AnswersItself } from '../http/repeated.interceptor.js';
import { SpreadsheetUploadDto } from './spreadsheet.dto.js';

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** One spreadsheet; anything larger than any may be is answered with 413. */
const upload = FileInterceptor('file', {
  limits: { fileSize: largestSpreadsheet + 1, files: 1, fields: 8, parts: 10 },
  defParamCharset: 'utf8',
});

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
    UseInterceptors(upload),
    ApiConsumes('multipart/form-data'),
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
export function AnswersFile(...kinds: readonly (keyof typeof types)[]): MethodDecorator {
  return applyDecorators(
    ApiProduces(...kinds.map((kind) => types[kind].replace(/;.*/, ''))),
    ApiOkResponse({ schema: { type: 'string', format: 'binary' } }),
  );
}

/** Throws `spreadsheet.missing`. */
export function uploadedSpreadsheet(file: Express.Multer.File | undefined): {
  readonly name: string;
  readonly content: Buffer;
} {
  return file ? { name: file.originalname, content: file.buffer } : refuseFile('spreadsheet.missing');
}

/** A file to be saved: it holds figures of companies. */
export function fileAnswer(
  response: Response,
  { name, content }: { readonly name: string; readonly content: Buffer },
  kind: keyof typeof types = 'xlsx',
): StreamableFile {
  response.setHeader('Cache-Control', 'private, no-store');
  response.attachment(name);
  return new StreamableFile(content, { type: types[kind], length: content.length });
}
