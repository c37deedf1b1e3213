import type { Acted } from '#libs/cases';
import { Shown } from './shown.js';

/** Answer to every act; the same request answers the same for ever. */
export class ActedDto implements Acted {
  @Shown('Case that the act went to.')
  readonly reference!: string;

  @Shown('Transition of the case that holds the act; see its events.')
  readonly seq!: number;
}
