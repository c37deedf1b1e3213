import type { Request } from 'express';
import { bodyOfRequest } from './requests.js';
import { uploadsOf, type Upload } from './uploads.js';

/** What a form sent: its fields as typed, and the files chosen in it. */
export interface PostedForm {
  readonly body: Readonly<Record<string, unknown>>;
  readonly uploads: readonly Upload[];
}

export function postedForm(request: Request): PostedForm {
  return { body: bodyOfRequest(request), uploads: uploadsOf(request) };
}

/** A posted line without the space around it; empty where it is absent or stands several times. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
