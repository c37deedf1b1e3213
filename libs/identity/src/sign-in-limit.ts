import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '#libs/domain';

/** Failures allowed for one address from one place, and from one place over all addresses, in a quarter of an hour. */
const perAddress = { points: 8, duration: 900 };
const perPlace = { points: 40, duration: 900 };

/** Slows down guessing of passwords. Counts failures only, in this process; machine time. */
export class SignInLimit {
  private readonly addresses = new RateLimiterMemory({ keyPrefix: 'address', ...perAddress });
  private readonly places = new RateLimiterMemory({ keyPrefix: 'place', ...perPlace });

  /** Runs a sign-in unless too many failed before: then throws `sign-in.too-many`, which says when to come back. */
  async guard<T>(email: string, place: string, signIn: () => Promise<T>): Promise<T> {
    const address = `${place} ${email.trim().toLowerCase()}`;
    const [byAddress, byPlace] = await Promise.all([this.addresses.get(address), this.places.get(place)]);
    const waits = [exhausted(byAddress, perAddress.points), exhausted(byPlace, perPlace.points)];
    const seconds = Math.max(...waits);
    if (seconds > 0)
      throw new DomainError('unavailable', 'sign-in.too-many', null, {
        retryAfter: seconds,
        hint: 'Too many failed attempts: wait, then try again.',
      });
    try {
      const result = await signIn();
      await this.addresses.delete(address);
      return result;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unauthenticated') {
        // A refused consume only means that the limit is reached; the next attempt says so.
        await this.addresses.consume(address).catch(ignore);
        await this.places.consume(place).catch(ignore);
      }
      throw error;
    }
  }
}

function exhausted(found: RateLimiterRes | null, points: number): number {
  return found && found.consumedPoints >= points ? Math.ceil(found.msBeforeNext / 1000) : 0;
}

function ignore(): void {
  return;
}
