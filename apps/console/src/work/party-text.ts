import type { Speech } from '../text/messages.js';

/** A role as the core names it (`coordinator`, `partner:technical-centre`) in words; names of people stay as they are. */
export function partyText(speech: Speech, waitingOn: string): string {
  const key = `party.${waitingOn.replaceAll(':', '-')}`;
  return speech.has(key) ? speech.say(key) : waitingOn;
}
