import { Injectable } from '@nestjs/common';
import { MailRounds } from '#libs/mail';
import { RepeatedWork } from './repeated-work.js';

/** Looks every 10 seconds of machine time whether an hour of case time has come for held mail, digests or the Monday mail. */
@Injectable()
export class MailTimer extends RepeatedWork {
  constructor(private readonly rounds: MailRounds) {
    super('Mail rounds', 10_000);
  }

  protected async run(): Promise<string | null> {
    const round = await this.rounds.run();
    if (!round || round.released + round.digests + round.mondays === 0) return null;
    return `${round.released} held mails, ${round.digests} digests, ${round.mondays} Monday mails`;
  }
}
