import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { mostUnpacked, refuseFile } from './refusals.js';

const inflate = promisify(inflateRaw);

interface Entry {
  readonly method: number;
  readonly packed: Buffer;
}

/** Files of a ZIP archive by name. What an archive says of its sizes is not believed: unpacking stops at the limit by itself. */
export class Archive {
  private left = mostUnpacked;

  private constructor(private readonly entries: ReadonlyMap<string, Entry>) {}

  /** Throws `spreadsheet.broken`. */
  static open(content: Buffer): Archive {
    try {
      return new Archive(entriesOf(content));
    } catch (error) {
      if (error instanceof RangeError) return refuseFile('spreadsheet.broken');
      throw error;
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** Undefined for a file it does not hold. Throws `spreadsheet.too-much` beyond the limit of all files together. */
  async read(name: string): Promise<Buffer | undefined> {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    if (this.left <= 0) refuseFile('spreadsheet.too-much');
    const content = entry.method === 0 ? entry.packed : await this.unpack(entry.packed);
    this.left -= content.length;
    if (this.left < 0) refuseFile('spreadsheet.too-much');
    return content;
  }

  private async unpack(packed: Buffer): Promise<Buffer> {
    try {
      return await inflate(packed, { maxOutputLength: this.left });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return refuseFile(code === 'ERR_BUFFER_TOO_LARGE' ? 'spreadsheet.too-much' : 'spreadsheet.broken');
    }
  }
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const fileSignature = 0x04034b50;

/** From the central directory at the end of the archive; throws RangeError where it leads outside. */
function entriesOf(content: Buffer): ReadonlyMap<string, Entry> {
  const end = endOf(content);
  const count = content.readUInt16LE(end + 10);
  let at = content.readUInt32LE(end + 16);
  const entries = new Map<string, Entry>();
  for (let index = 0; index < count; index += 1) {
    if (content.readUInt32LE(at) !== entrySignature) throw new RangeError('No entry.');
    const isEncrypted = (content.readUInt16LE(at + 8) & 1) === 1;
    const method = content.readUInt16LE(at + 10);
    const packedSize = content.readUInt32LE(at + 20);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      content.readUInt16LE(at + offset),
    ) as [number, number, number];
    const local = content.readUInt32LE(at + 42);
    const name = content.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    if (isEncrypted) refuseFile('spreadsheet.encrypted');
    if (method !== 0 && method !== 8) refuseFile('spreadsheet.broken');
    if (content.readUInt32LE(local) !== fileSignature) throw new RangeError('No file.');
    const start = local + 30 + content.readUInt16LE(local + 26) + content.readUInt16LE(local + 28);
    if (start + packedSize > content.length) throw new RangeError('A file beyond the end.');
    entries.set(name, { method, packed: content.subarray(start, start + packedSize) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** The archive's end record: its last 22 bytes, or earlier where a comment follows. */
function endOf(content: Buffer): number {
  const first = Math.max(0, content.length - 22 - 0xffff);
  for (let at = content.length - 22; at >= first; at -= 1)
    if (content.readUInt32LE(at) === endSignature) return at;
  throw new RangeError('No end record.');
}
