import type { Speech } from './messages.js';

/** A measure by its title; for readers to whom that is not open, who get its key (`m4`), by its number in the plan. */
export function measureText(speech: Speech, title: string): string {
  const number = /^m(\d+)$/.exec(title)?.[1];
  return number === undefined ? title : speech.say('measure.unnamed', { number });
}
