import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError } from '#libs/domain';
import { may, type Viewer } from '#libs/identity';
import { CaseViews, Mails, type CaseListRow, type MailEnvelope, type MailState } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { mailViews } from '../mails/mail-view.js';
import { CasePresenter } from './presenter.js';
import type { MailView } from './views.js';

/** A mail in a case's file. */
export interface CaseMailView extends MailView {
  readonly itemTitle: string | null;
  readonly address: string | null;
  /** Machine time, epoch ms. */
  readonly sentAt: number | null;
  /** Case time: when what is held is looked at again. */
  readonly heldUntil: number | null;
  /** Its words were kept. */
  readonly readable: boolean;
  /** The open incident from which it can be sent again; null where there is none, or it is not the viewer's to settle. */
  readonly incident: string | null;
}

/** What was written, without any personal link: the row keeps a placeholder in its place. */
export interface MailWords {
  readonly mail: CaseMailView;
  readonly language: string;
  readonly text: string;
  readonly html: string;
}

const unreached: readonly MailState[] = ['refused', 'bounced', 'no-recipient'];

/** What was mailed about a case, for whoever answers for it. */
@Injectable()
export class CaseMails {
  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly mails: Mails,
    private readonly presenter: CasePresenter,
    private readonly clock: CaseClock,
  ) {}

  /** Newest first. */
  async list(viewer: Viewer, reference: string): Promise<readonly CaseMailView[]> {
    const row = await this.access.case(viewer, 'view-mails', reference);
    return (await this.viewed(viewer, row, await this.views.mailEnvelopesOf(reference))).toReversed();
  }

  /** Throws `mail.unknown` also for one whose words were not kept. */
  async words(viewer: Viewer, reference: string, id: string): Promise<MailWords> {
    const row = await this.access.case(viewer, 'view-mails', reference);
    const found = await this.mails.get(id);
    if (found?.reference !== reference || found.text === null || found.html === null)
      throw new DomainError('not-found', 'mail.unknown', id);
    const { text, html, language } = found;
    const [mail] = await this.viewed(viewer, row, [{ ...found, worded: true }]);
    if (!mail) throw new DomainError('not-found', 'mail.unknown', id);
    return { mail, text, html, language: language ?? viewer.language };
  }

  private async viewed(
    viewer: Viewer,
    row: CaseListRow,
    mails: readonly MailEnvelope[],
  ): Promise<readonly CaseMailView[]> {
    const { reference } = row;
    const [views, items, incidents] = await Promise.all([
      mailViews(mails, this.presenter),
      this.views.itemsOf(reference),
      may(viewer, 'resolve-incident', row) ? this.views.incidents({ reference }) : [],
    ]);
    const titled = await this.presenter.items(viewer, row, items, new Map());
    const incidentOf = ({ item, state }: MailEnvelope) =>
      unreached.includes(state)
        ? incidents.find(
            ({ kind, subject, resolvedAt }) =>
              (kind === 'mail-undeliverable' || kind === 'no-recipient') &&
              subject === item &&
              resolvedAt === null,
          )
        : undefined;
    return mails.flatMap((mail, index) => {
      const view = views[index];
      if (!view) return [];
      const { address, sentAt, heldUntil, worded: readable } = mail;
      return {
        ...view,
        ...{ address, readable, sentAt: sentAt?.getTime() ?? null },
        heldUntil: mail.state === 'held' && (heldUntil ?? 0) > this.clock.now() ? heldUntil : null,
        itemTitle: titled.find(({ id }) => id === mail.item)?.title ?? null,
        incident: incidentOf(mail)?.id ?? null,
      };
    });
  }
}
