import { Injectable } from '@nestjs/common';
import { notYet } from '../not-yet.js';

export interface Imported {
  readonly programme: string;
  readonly organisations: number;
  readonly people: number;
}

/** Loads a programme file into the database; a second run changes what the file changed and adds nothing twice. */
@Injectable()
export class ImportProgramme {
  execute(_file: string): Promise<Imported> {
    return notYet();
  }
}
