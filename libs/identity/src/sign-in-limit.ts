import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '#libs/domain';

/** Failures allowed for one address from one place, and from one place over all addresses, in a quarter of an hour. */
const perAddress = { points: 8, duration: 900 };
const perPlace = { points: 40, duration: 900 };

/** Slows down guessing of passwords. Counts failures only, in this process; machine time. */
export class SignInLimit {
  private readonly addresses = new RateLimiterMemory({ keyPrefix: 'address', ...perAddress });
  private readonly places = new RateLimiterMemory({ keyPrefix: 'place', ...perPlace });

  /** One attempt of a place at anything else that could be guessed or flooded. Throws `sign-in.too-many`. */
  async count(place: string): Promise<void> {
    const seconds = await taken(this.places, place);
    if (seconds > 0) throw tooMany(seconds);
  }

  /** Runs a sign-in unless too many failed before: then throws `sign-in.too-many`, which says when to come back. */
  async guard<T>(email: string, place: string, signIn: () => Promise<T>): Promise<T> {
    const address = `${place} ${email.trim().toLowerCase()}`;
    // Counted before the password is looked at: attempts that arrive at once must not all find the limit open.
    const seconds = (await taken(this.addresses, address)) || (await taken(this.places, place));
    if (seconds > 0) throw tooMany(seconds);
    try {
      const result = await signIn();
      await this.addresses.delete(address);
      await this.places.reward(place);
      return result;
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'unauthenticated')) {
        await this.addresses.reward(address);
        await this.places.reward(place);
      }
      throw error;
    }
  }
}

function tooMany(retryAfter: number): DomainError {
  return new DomainError('unavailable', 'sign-in.too-many', null, {
    retryAfter,
    hint: 'Too many failed attempts: wait, then try again.',
  });
}

/** Counts one attempt; seconds to wait where that is one too many. */
async function taken(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (error) {
    if (error instanceof Error) throw error;
    return Math.max(1, Math.ceil((error as RateLimiterRes).msBeforeNext / 1000));
  }
}
