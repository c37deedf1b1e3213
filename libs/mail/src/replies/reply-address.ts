import { createHmac, timingSafeEqual } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Bytes of the seal: enough that nobody guesses one by sending mail. */
const sealBytes = 10;

/**
 * The addresses that answers come to: `reply+<mail>-<seal>@host`, one for each mail, in letters that survive a server which writes
 * addresses in lower case. The seal shows that the address was ours to give.
 */
export class ReplyAddress {
  private readonly local: string;
  private readonly host: string;

  /** `address` is `REPLY_ADDRESS`; `from` the host of our Message-IDs. */
  constructor(
    readonly address: string,
    private readonly secret: string,
    private readonly from: string,
  ) {
    const [local = '', host = ''] = address.toLowerCase().split('@');
    this.local = local;
    this.host = host;
  }

  /** Where an answer to that mail goes; null for a Message-ID that is none of ours. */
  of(messageId: string): string | null {
    const [, hex, count = '1'] = /^<([0-9a-f]{40})(?:\.(\d+))?@/.exec(messageId) ?? [];
    if (hex === undefined) return null;
    const name = `${base32(Buffer.from(hex, 'hex'))}-${count}`;
    return `${this.local}+${name}-${this.seal(name)}@${this.host}`;
  }

  /** Whether mail to that address is for us, sealed or not. */
  isOurs(address: string): boolean {
    const [local = '', host = ''] = address.toLowerCase().split('@');
    return host === this.host && (local === this.local || local.startsWith(`${this.local}+`));
  }

  /** Message-ID of the mail that an address answers; null where the seal is not ours. */
  messageIdOf(address: string): string | null {
    const [local = ''] = this.isOurs(address) ? address.toLowerCase().split('@') : [];
    const [, name = '', seal = ''] = /^[^+]*\+([a-z2-7]{32}-\d{1,6})-([a-z2-7]{16})$/.exec(local) ?? [];
    if (name === '' || !timingSafeEqual(Buffer.from(seal), Buffer.from(this.seal(name)))) return null;
    const [key = '', count] = name.split('-');
    return `<${fromBase32(key).toString('hex')}${count === '1' ? '' : `.${count}`}@${this.from}>`;
  }

  private seal(name: string): string {
    const mac = createHmac('sha256', this.secret).update(`reply:${name}`).digest();
    return base32(mac.subarray(0, sealBytes));
  }
}

/** A multiple of five bytes as lower-case letters and digits (RFC 4648). */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = text.replace(/./g, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'));
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
