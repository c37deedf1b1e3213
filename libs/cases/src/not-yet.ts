/** Stands in while the bodies are written. */
export function notYet(): never {
  throw new Error('not yet');
}
