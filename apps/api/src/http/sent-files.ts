import {
  applyDecorators,
  createParamDecorator,
  UseInterceptors,
  type ExecutionContext,
} from '@nestjs/common';
import { FilesInterceptor } from '@nestjs/platform-express';
import { ApiConsumes } from '@nestjs/swagger';
import type { Request } from 'express';
import { StorableForm } from './storable-form.js';

/** A file of a form; it is held in memory until it is stored. */
export interface SentFile {
  /** As the sender's machine calls it. */
  readonly name: string;
  readonly content: Buffer;
}

interface FileForm {
  /** The field that the files come in. */
  readonly field: string;
  /** Files at once. */
  readonly most: number;
  /** Bytes of one file; anything larger is answered with 413. */
  readonly largest: number;
  /** Fields beside the files. */
  readonly fields: number;
  /** Whether the route takes JSON, too, where there is no file. */
  readonly isOptional?: boolean;
}

/** A route that takes files: `FilesSent` hands them over, and the fields beside them are held to what JSON is held to. */
export function TakesFiles({ field, most, largest, fields, isOptional = false }: FileForm): MethodDecorator {
  const files = FilesInterceptor(field, most, {
    limits: { fileSize: largest, files: most, fields, parts: most + fields + 1 },
    defParamCharset: 'utf8',
  });
  return applyDecorators(
    UseInterceptors(files, StorableForm),
    ApiConsumes(...(isOptional ? ['application/json'] : []), 'multipart/form-data'),
  );
}

/** The files of a route that {@link TakesFiles}, in the order in which they came. */
export const FilesSent = createParamDecorator(
  (_data: unknown, context: ExecutionContext): readonly SentFile[] => {
    const { files } = context.switchToHttp().getRequest<Request>();
    const sent = Array.isArray(files) ? files : [];
    return sent.map(({ originalname: name, buffer: content }) => ({ name, content }));
  },
);
