import { FileInterceptor } from '@nestjs/platform-express';
import { largestSpreadsheet, refuseFile } from '#libs/spreadsheets';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** One spreadsheet; anything larger than any may be is answered with 413. */
export const spreadsheetUpload = FileInterceptor('file', {
  limits: { fileSize: largestSpreadsheet + 1, files: 1, fields: 8, parts: 10 },
  defParamCharset: 'utf8',
});

/** Throws `spreadsheet.missing`. */
export function uploadedSpreadsheet(file: Express.Multer.File | undefined): {
  readonly name: string;
  readonly content: Buffer;
} {
  return file ? { name: file.originalname, content: file.buffer } : refuseFile('spreadsheet.missing');
}
