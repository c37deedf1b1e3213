import { LinkTokens } from '#libs/identity';
import type { ApiFixture } from './api-fixture.js';

/** A page, as a browser without scripts has it. */
export interface LinkPage {
  readonly status: number;
  readonly location: string;
  readonly html: string;
}

/** Whose link it is, for which item; `via` for a copied one. */
export interface LinkOf {
  readonly person: string;
  readonly item: string;
  readonly via?: string;
}

const day = 86_400_000;

/** Somebody of a company, who comes by the links of a case's mails. */
export class LinkVisitor {
  constructor(
    private readonly fixture: ApiFixture,
    private readonly reference: string,
  ) {}

  /** Path of the link that a mail would hold. */
  async linkOf(of: LinkOf): Promise<string> {
    return `/t/${(await this.issued(of)).token}`;
  }

  /** From here on every link of that person to the item is over; the path of the next one. */
  async renewed(of: LinkOf): Promise<string> {
    const { link } = await this.issued(of);
    await this.fixture.app.get(LinkTokens).renew(link.id, Date.now() + day);
    return this.linkOf(of);
  }

  async get(path: string): Promise<LinkPage> {
    return pageOf(await fetch(`${this.fixture.url}${path}`, { redirect: 'manual' }));
  }

  /** What a page puts into its forms, to be sent from it later. */
  async sealOf(path: string): Promise<string> {
    const { html } = await this.get(path);
    return /name="seal" value="([^"]+)"/.exec(html)?.[1] ?? '';
  }

  async post(
    path: string,
    fields: Readonly<Record<string, string>>,
    file?: { readonly field: string; readonly name: string; readonly content: string },
  ): Promise<LinkPage> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    if (file) body.set(file.field, new Blob([file.content]), file.name);
    const sent = { method: 'POST', redirect: 'manual' as const, body };
    return pageOf(await fetch(`${this.fixture.url}${path}`, sent));
  }

  private issued({ person, item, via }: LinkOf) {
    const subject = { reference: this.reference, item, person, ...(via !== undefined && { via }) };
    return this.fixture.app.get(LinkTokens).issue(subject, Date.now() + day);
  }
}

async function pageOf(answer: Response): Promise<LinkPage> {
  const location = answer.headers.get('location') ?? '';
  return { status: answer.status, location, html: await answer.text() };
}
