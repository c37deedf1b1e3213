import type { Mail } from '#libs/persistence';
import type { CasePresenter } from '../queries/presenter.js';
import type { MailView } from '../queries/views.js';

/** Mail rows with the names of their people; the bodies stay where they are. */
export async function mailViews(
  mails: readonly Omit<Mail, 'text' | 'html'>[],
  presenter: CasePresenter,
): Promise<readonly MailView[]> {
  const names = await presenter.recipients(mails);
  return mails.map(({ id, reference, notice, item, state, subject, at, attempts, lastError }) => ({
    id,
    reference,
    notice,
    item,
    personName: names.get(id) ?? null,
    state,
    subject,
    at,
    attempts,
    lastError,
  }));
}
