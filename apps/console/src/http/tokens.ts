import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

/** Binds a form of a link page to its link without a session: `<nonce>.<HMAC-SHA256>`. */
export class FormSeal {
  constructor(private readonly secret: string) {}

  issue(link: string): string {
    const nonce = randomBytes(12).toString('base64url');
    return `${nonce}.${this.mac(link, nonce)}`;
  }

  accepts(link: string, seal: unknown): boolean {
    if (typeof seal !== 'string') return false;
    const [nonce = '', given = ''] = seal.split('.');
    const expected = Buffer.from(this.mac(link, nonce));
    const actual = Buffer.from(given);
    return nonce !== '' && expected.length === actual.length && timingSafeEqual(expected, actual);
  }

  private mac(link: string, nonce: string): string {
    return createHmac('sha256', this.secret).update(`form\n${link}\n${nonce}`).digest('base64url');
  }
}

/**
 * Says in a form whose page it stands on: `<person code> <seal>`. It holds when the session of the page is long over, grants nothing, and
 * nobody can make one of another person.
 */
export class PageOwner {
  /** Name of the hidden field. */
  static readonly input = '_for';
  private readonly seal: FormSeal;

  constructor(secret: string) {
    this.seal = new FormSeal(secret);
  }

  issue(person: string): string {
    return `${person} ${this.seal.issue(subjectOf(person))}`;
  }

  /** Null for what we never issued. */
  personOf(given: unknown): string | null {
    // Every form of a page carries it; a client that sends all hidden fields of a page sends it twice.
    const [owner] = [given].flat();
    if (typeof owner !== 'string') return null;
    const [person = '', seal] = owner.split(' ');
    return this.seal.accepts(subjectOf(person), seal) ? person : null;
  }
}

/** No token of a link holds a space. */
function subjectOf(person: string): string {
  return `page of ${person}`;
}

/** Key of one rendered form: its act is done once, however often it is posted (I11). */
export function newFormKey(): string {
  return randomUUID();
}
