import { Injectable } from '@nestjs/common';
import { pick } from '#libs/definitions';
import type { Instant } from '#libs/domain';
import { may, type Viewer } from '#libs/identity';
import { CaseViews, Messages, type MessageMail, type SentMessage } from '#libs/persistence';
import { CaseAccess } from '../case-access.js';
import { CasePresenter } from '../queries/presenter.js';

/** What was sent by hand to people of a case. */
export interface MessageView {
  readonly id: string;
  readonly kind: 'message' | 'nudge';
  readonly at: Instant;
  /** Name of who sent it. */
  readonly by: string;
  /** In the viewer's language, as far as it was written in it; empty for a nudge. */
  readonly subject: string;
  readonly text: string;
  readonly mails: readonly MessageMailView[];
}

/** One mail of it; states are those of mails. */
export interface MessageMailView {
  readonly id: string;
  readonly item: string | null;
  readonly name: string | null;
  readonly state: string;
  /** While it is held: when it leaves, or when it is told in a digest. */
  readonly heldUntil: Instant | null;
  readonly inDigest: boolean;
}

/** What became of each case that something was sent to. */
export interface MessageReport {
  readonly id: string;
  readonly kind: 'message' | 'nudge';
  readonly lines: readonly {
    readonly reference: string;
    /** Null where the viewer may not see the case. */
    readonly organisationName: string | null;
    readonly status: 'done' | 'refused';
    readonly code: string | null;
    readonly mails: readonly MessageMailView[];
  }[];
}

/** Messages and nudges, for those who may read a case's mails. */
@Injectable()
export class MessageQueries {
  constructor(
    private readonly access: CaseAccess,
    private readonly views: CaseViews,
    private readonly messages: Messages,
    private readonly presenter: CasePresenter,
  ) {}

  /** Newest first. */
  async ofCase(viewer: Viewer, reference: string): Promise<readonly MessageView[]> {
    await this.access.case(viewer, 'view-mails', reference);
    const sent = await this.messages.ofCase(reference);
    const names = await this.presenter.names(sent.map(({ message }) => message.person));
    return sent.map(({ message: { id, kind, at, person, subject, text }, mails }) => ({
      ...{ id, kind, at },
      by: names.get(person) ?? person,
      subject: pick(subject, viewer.language),
      text: pick(text, viewer.language),
      mails: mails.map(mailOf),
    }));
  }

  async report(viewer: Viewer, { id, kind, reports }: SentMessage): Promise<MessageReport> {
    const [mails, rows] = await Promise.all([
      this.messages.mailsOf(id),
      this.views.cases(reports.map(({ reference }) => reference)),
    ]);
    return {
      ...{ id, kind },
      lines: reports.map((line) => {
        const row = rows.find(({ reference }) => reference === line.reference);
        return {
          reference: line.reference,
          organisationName:
            row && may(viewer, 'view-case', row) ? (row.organisationName ?? row.organisation) : null,
          status: line.status,
          code: line.status === 'refused' ? line.code : null,
          mails: mails.filter(({ reference }) => reference === line.reference).map(mailOf),
        };
      }),
    };
  }
}

function mailOf({ id, item, name, state, heldUntil, digest }: MessageMail): MessageMailView {
  return { id, item, name, state, heldUntil, inDigest: digest !== null };
}
