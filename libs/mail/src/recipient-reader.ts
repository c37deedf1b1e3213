import {
  actsAs,
  rolesOn,
  standingsIn,
  Viewers,
  type Principal,
  type Standing,
  type Viewer,
} from '#libs/identity';
import { Handovers, People, type ClaimedMail, type Database, type Person } from '#libs/persistence';
import type { CaseRecord, MailContext } from './mail-context.js';
import type { Recipient } from './mail-facts.js';

/** Why mail to a person's address is not tried; null while it is. */
export function markOf({ bouncedAt, bounceReason }: Person): string | null {
  return bouncedAt === null ? null : `Mail to this address came back: ${bounceReason ?? 'no reason given'}`;
}

/** Tells who reads a mail, and as whom they get it. */
export class RecipientReader {
  private readonly people: People;

  constructor(private readonly database: Database) {
    this.people = new People(database);
  }

  /** Who reads it: the person, or with another name and address the colleague whom their task was handed to. */
  async readerOf({ handover: id }: ClaimedMail, person: Person): Promise<Person> {
    const handover = id === null ? undefined : await new Handovers(this.database).get(id);
    if (!handover) return person;
    const { name, email, language } = handover;
    return { ...person, name, email, language, bouncedAt: null, bounceReason: null };
  }

  /** The person with their address, and why the mail comes to them. */
  async recipient(person: Person, address: string, context: MailContext): Promise<Recipient> {
    const { file, item, organisation, handedOverBy } = context;
    if (handedOverBy !== null)
      return { name: person.name, address, marked: null, standing: { handedOverBy, organisation } };
    const principal = await this.principalOf(person, context);
    const standingOf = principal?.person ?? person.id;
    const facts = await this.people.actorFacts({
      person: standingOf,
      programme: file.programme,
      organisation: file.organisation,
      country: file.country,
      channel: 'link',
    });
    const asked = item?.parties ?? [];
    const wanted = new Set(
      asked.map((party) => ('contact' in party ? party.contact : 'role' in party ? party.role : null)),
    );
    const held = facts.functions.find((name) => wanted.has(name)) ?? facts.functions[0];
    const about = {
      ...{ name: person.name, address, marked: markOf(person) },
      ...(principal && { standsInFor: principal.name }),
    };
    if (held) return { ...about, standing: { function: held, organisation } };
    const usual = file.coordinator === standingOf ? 'coordinator' : facts.roles[0];
    const role = facts.roles.find((name) => wanted.has(name)) ?? usual ?? 'observer';
    return { ...about, standing: { role } };
  }

  /** Who is away, for a mail that comes to somebody in that one's place only. */
  private async principalOf(person: Person, { mail, file, item }: MailContext): Promise<Principal | null> {
    const viewer = await new Viewers(this.database, () => mail.at).of(person.id);
    if (!viewer || viewer.standsInFor.length === 0) return null;
    const standing = (item && actsAs(item, file, viewer)) ?? toldAs(file, viewer);
    return viewer.standsInFor.find((principal) => principal === standing) ?? null;
  }
}

/** As whom somebody is told what others settle: escalations, outcomes and closings go to the coordinator and the company first. */
function toldAs(file: CaseRecord, viewer: Viewer): Standing | null {
  const standings = standingsIn(viewer, file.programme);
  return (
    standings.find(
      ({ person, contactOf }) =>
        person === file.coordinator ||
        contactOf.some(({ organisation }) => organisation === file.organisation),
    ) ??
    standings.find((standing) => rolesOn(standing, file).length > 0) ??
    null
  );
}
