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

/** Key of one rendered form: its act is done once, however often it is posted (I11). */
export function newFormKey(): string {
  return randomUUID();
}
