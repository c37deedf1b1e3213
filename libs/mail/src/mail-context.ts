import { eq } from 'drizzle-orm';
import type { CaseDefinition } from '#libs/definitions';
import {
  cases,
  Definitions,
  items,
  Messages,
  Programmes,
  type ClaimedMail,
  type Database,
  type Person,
  type Programme,
  type SentMessage,
} from '#libs/persistence';

export type CaseRecord = typeof cases.$inferSelect;
export type ItemRecord = typeof items.$inferSelect;

/** What one reading of the database gives all parts of a mail. */
export interface MailContext {
  readonly mail: ClaimedMail;
  readonly language: string;
  readonly file: CaseRecord;
  readonly definition: CaseDefinition;
  readonly programme: Programme;
  readonly item: ItemRecord | null;
  readonly organisation: string;
  readonly message: SentMessage | null;
  /** Name of whose task it is, for a colleague whom it was handed to. */
  readonly handedOverBy: string | null;
  readonly partners: readonly string[];
}

/** The case behind a mail to that person, and everything around it. Throws when it is incomplete. */
export async function readContext(
  database: Database,
  choose: (wanted: readonly string[]) => string,
  mail: ClaimedMail,
  to: { readonly person: Person; readonly handedOverBy: string | null },
): Promise<MailContext> {
  const { db } = database;
  const programmes = new Programmes(database);
  const [file] = await db.select().from(cases).where(eq(cases.reference, mail.reference));
  if (!file) throw new Error(`There is no case ${mail.reference}.`);
  const [programme, organisation, stored, [item], partners, message] = await Promise.all([
    programmes.get(file.programme),
    programmes.organisation(file.organisation),
    new Definitions(database).find(file.definition, file.definitionVersion),
    mail.item === null ? [] : db.select().from(items).where(eq(items.id, mail.item)),
    programmes.partnersOf(file.programme),
    mail.message === null ? undefined : new Messages(database).get(mail.message),
  ]);
  if (!programme) throw new Error(`There is no programme ${file.programme}.`);
  if (!stored) throw new Error(`There is no definition ${file.definition}@${file.definitionVersion}.`);
  return {
    ...{ mail, file, programme, partners, handedOverBy: to.handedOverBy },
    language: choose(languagesOf(message, [to.person.language, ...programme.languages])),
    // Only compiled definitions are ever registered.
    definition: stored.body as CaseDefinition,
    organisation: organisation?.name ?? file.organisation,
    item: item ?? null,
    message: message ?? null,
  };
}

/** A mail speaks the language of the words it carries: the recipient's where somebody wrote in it. */
function languagesOf(message: SentMessage | undefined, wanted: readonly string[]): readonly string[] {
  const written = Object.keys(message?.text ?? {});
  return written.length === 0
    ? wanted
    : [...wanted.filter((language) => written.includes(language)), ...written, ...wanted];
}
