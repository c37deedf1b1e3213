import type { DocumentView } from '#libs/cases';
import { Shown } from '../http/shown.js';

export class DocumentDto implements DocumentView {
  @Shown() readonly id!: string;
  @Shown() readonly reference!: string;
  @Shown('Task it was uploaded for.') readonly item!: string;
  @Shown("Key of the form's field.") readonly field!: string;
  @Shown('As its sender named it.') readonly name!: string;
  @Shown('As its content says.') readonly mediaType!: string;
  @Shown('Bytes.') readonly size!: number;
  @Shown('Hex.') readonly sha256!: string;
  @Shown('Person code.') readonly uploadedBy!: string;
  @Shown('False once an act listed it.') readonly draft!: boolean;
}
