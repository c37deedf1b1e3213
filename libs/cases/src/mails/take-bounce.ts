import { Injectable } from '@nestjs/common';
import { Bounces, type BounceAnswer } from '#libs/mail';
import { ReviewCases } from '../acting/review-cases.js';

/** Takes a message that came back, and lets the cases concerned raise their incident. */
@Injectable()
export class TakeBounce {
  constructor(
    private readonly bounces: Bounces,
    private readonly reviews: ReviewCases,
  ) {}

  /** Whoever calls has shown that it is our mail server, or an administrator. */
  async execute(raw: Buffer): Promise<BounceAnswer> {
    const answer = await this.bounces.take(raw);
    for (const reference of answer.references) await this.reviews.case(reference);
    return answer;
  }
}
