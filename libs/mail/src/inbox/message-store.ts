import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';

/** One line of the inbox. */
export interface InboxSummary {
  /** Rises with each message taken, also over restarts. */
  readonly id: string;
  readonly from: string;
  /** Addresses only. */
  readonly to: readonly string[];
  readonly subject: string;
  /** In angle brackets. */
  readonly messageId: string;
  /** The Date header, ISO 8601: case time, which the demo runs ahead of the clock. */
  readonly date: string | null;
  /** Machine time, ISO 8601. */
  readonly receivedAt: string;
}

/** One message, parsed. */
export interface InboxMessage extends InboxSummary {
  readonly text: string;
  readonly html: string;
  /** As received, unfolded, in order; lower-case names. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly {
    readonly name: string;
    readonly mediaType: string;
    readonly size: number;
  }[];
}

const named = /^(\d{8})\.eml$/;

/** Messages as files `00000001.eml`, exactly as SMTP brought them. One process writes to a folder. */
export class MessageStore {
  private last: number;
  private readonly summaries = new Map<string, Promise<InboxSummary>>();

  /** Creates the folder; drops what a kill left half written. */
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) if (name.endsWith('.part')) rmSync(join(folder, name));
    this.last = Number(this.ids()[0] ?? 0);
  }

  /** Newest first. */
  ids(): readonly string[] {
    return readdirSync(this.folder)
      .flatMap((name) => named.exec(name)?.[1] ?? [])
      .sort()
      .reverse();
  }

  /** When it returns, the message survives the end of this process. */
  add(raw: Buffer): string {
    const id = String(++this.last).padStart(8, '0');
    const path = join(this.folder, `${id}.eml`);
    writeFileSync(`${path}.part`, raw);
    renameSync(`${path}.part`, path);
    return id;
  }

  /** The bytes as received; undefined for an unknown id. */
  async raw(id: string): Promise<Buffer | undefined> {
    if (!/^\d{8}$/.test(id)) return undefined;
    try {
      return await readFile(join(this.folder, `${id}.eml`));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async message(id: string): Promise<InboxMessage | undefined> {
    const raw = await this.raw(id);
    if (!raw) return undefined;
    const parsed = await simpleParser(raw);
    return {
      ...summaryOf(id, parsed, statSync(join(this.folder, `${id}.eml`)).mtime),
      text: parsed.text ?? '',
      html: parsed.html || '',
      headers: parsed.headerLines.map(({ key, line }) => ({
        name: key,
        value: line
          .slice(line.indexOf(':') + 1)
          .replace(/\r?\n\s*/g, ' ')
          .trim(),
      })),
      attachments: parsed.attachments.map((attachment) => ({
        name: attachment.filename ?? '',
        mediaType: attachment.contentType,
        size: attachment.size,
      })),
    };
  }

  /** Summaries of those ids, in their order; each file is parsed once a process. */
  async list(ids: readonly string[]): Promise<readonly InboxSummary[]> {
    return Promise.all(
      ids.map((id) => {
        let summary = this.summaries.get(id);
        if (!summary) this.summaries.set(id, (summary = this.summarise(id)));
        return summary;
      }),
    );
  }

  private async summarise(id: string): Promise<InboxSummary> {
    const path = join(this.folder, `${id}.eml`);
    return summaryOf(id, await simpleParser(await readFile(path)), statSync(path).mtime);
  }
}

function summaryOf(id: string, parsed: ParsedMail, receivedAt: Date): InboxSummary {
  return {
    id,
    from: parsed.from?.text ?? '',
    to: addresses(parsed.to),
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? '',
    date: parsed.date?.toISOString() ?? null,
    receivedAt: receivedAt.toISOString(),
  };
}

function addresses(field: AddressObject | AddressObject[] | undefined): readonly string[] {
  const objects = field === undefined ? [] : Array.isArray(field) ? field : [field];
  return objects.flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));
}
