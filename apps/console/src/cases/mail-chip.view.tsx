import type { MailState } from '#libs/persistence';
import type { Speech } from '../text/messages.js';

const failed: readonly MailState[] = ['refused', 'no-recipient', 'bounced'];

/** What became of a mail, in a word. */
export function MailChip({ state, speech }: { readonly state: string; readonly speech: Speech }) {
  const hasFailed = failed.some((one) => one === state);
  const tone = state === 'sent' ? 'chip done' : hasFailed ? 'chip late' : 'chip';
  return <span class={tone}>{speech.say(`mail-state.${state}`)}</span>;
}
