import { Injectable } from '@nestjs/common';
import { CaseClock } from '#libs/config';
import { DomainError } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { Comments } from '#libs/persistence';

/** Takes a comment off the list of what waits for somebody; their own affair, for which nobody needs a right. */
@Injectable()
export class ReadMention {
  constructor(
    private readonly comments: Comments,
    private readonly clock: CaseClock,
  ) {}

  /** Says where the comment stands; harmless to repeat. */
  async execute(viewer: Viewer, comment: string): Promise<{ readonly reference: string }> {
    const found = await this.comments.get(comment);
    const mentioned = found ? await this.comments.mentionsOf([found.id]) : [];
    if (!found || !mentioned.some(({ person }) => person === viewer.person))
      throw new DomainError('not-found', 'comment.unknown', comment);
    await this.comments.markSeen(found.id, viewer.person, this.clock.now());
    return { reference: found.reference };
  }
}
