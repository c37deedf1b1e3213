import 'reflect-metadata';
import { SHORTEST_SECRET } from './secret.js';
import { Address, Count, OneOf, Origin, Port, Secret, Shaped, Text } from './variable.js';

const places = 'Where it listens';
const identity = 'Who it is';
const parts = 'What it uses instead of the embedded parts';
const behaviour = 'How it behaves';

/** The languages that the product's texts exist in. */
export const LANGUAGES = ['en', 'fr', 'ar', 'es'] as const;

/**
 * The process's environment, checked. Property names are the variables' own, so that code, messages and `.env.example`
 * never disagree. Optional ones are absent when the variable is unset or empty.
 */
export class Environment {
  @Port({ section: places, fallback: 3000, about: 'Port of the API and the console.' })
  readonly PORT!: number;

  @Port({
    section: places,
    fallback: 1080,
    about: 'Port of the local inbox page, which shows the mail of an installation without SMTP_URL.',
  })
  readonly MAIL_INBOX_PORT!: number;

  @Port({ section: places, fallback: 1025, about: 'Port on which the local inbox takes mail.' })
  readonly SMTP_PORT!: number;

  @Port({ section: places, fallback: 7233, about: 'Port of the local Temporal server.' })
  readonly TEMPORAL_PORT!: number;

  @Port({ section: places, fallback: 8233, about: "Port of the local Temporal server's page." })
  readonly TEMPORAL_UI_PORT!: number;

  @Shaped(/^[0-9a-fA-F.:]+$/, 'be an IP address of this machine, e.g. 127.0.0.1 or 0.0.0.0', {
    section: places,
    fallback: '127.0.0.1',
    about:
      "Address that everything binds to. Beyond loopback, mind that Temporal's local page has no sign-in and can terminate a case.",
  })
  readonly BIND!: string;

  @Address(['http', 'https'], 'https://parcours.example.org', {
    section: places,
    about: 'What links in mails start with, as people reach the console. Default: http://localhost and PORT.',
  })
  readonly PUBLIC_URL!: string;

  @Text({
    section: places,
    about:
      'Folder of everything that must survive a restart: the embedded database, documents, the secret. Default: .parcours beside package.json.',
  })
  readonly PARCOURS_DATA!: string;

  @Shaped(
    /^([^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
    'be a sender such as Parcours <parcours@example.org>',
    {
      section: identity,
      fallback: 'Parcours <parcours@localhost>',
      about: 'Sender of all mails.',
    },
  )
  readonly MAIL_FROM!: string;

  @Shaped(/^[^<>@\s]+@[^<>@\s]+$/, 'be an e-mail address', {
    section: identity,
    about: 'First administrator, created on the first start. With PARCOURS_ADMIN_PASSWORD.',
  })
  readonly PARCOURS_ADMIN_EMAIL?: string;

  @Secret(8, { section: identity, about: "First administrator's password, read on the first start only." })
  readonly PARCOURS_ADMIN_PASSWORD?: string;

  @Secret(SHORTEST_SECRET, {
    section: identity,
    about:
      'Signs links in mails and sessions; the same for all processes of an installation. Default: generated once, kept in the data folder.',
  })
  readonly PARCOURS_SECRET?: string;

  @Secret(SHORTEST_SECRET, {
    section: identity,
    about:
      'Lets a mail server hand back mail that did not arrive: sent as Authorization: Bearer to /api/v1/mails/bounces. Without it only administrators may.',
  })
  readonly BOUNCE_SECRET?: string;

  @OneOf(LANGUAGES, {
    section: identity,
    fallback: 'en',
    about: 'Language of the texts for administrators, such as those in the Temporal page.',
  })
  readonly PARCOURS_LANGUAGE!: (typeof LANGUAGES)[number];

  @Address(['postgres', 'postgresql'], 'postgres://user:password@host:5432/parcours', {
    section: parts,
    about: 'PostgreSQL 15 or newer. Default: an embedded PostgreSQL in the data folder.',
  })
  readonly DATABASE_URL?: string;

  @Address(['smtp', 'smtps'], 'smtps://user:password@host:465', {
    section: parts,
    about: 'Mail server. Default: the local inbox, which delivers to nobody.',
  })
  readonly SMTP_URL?: string;

  @Address(['imaps', 'imap'], 'imaps://user:password@imap.example.org/INBOX', {
    section: parts,
    about:
      'Mailbox in which mail that did not arrive comes back, read every three minutes and marked seen. Default: none, see BOUNCE_SECRET.',
  })
  readonly BOUNCE_IMAP_URL?: string;

  @Shaped(
    /^[^<>@\s+]{1,12}@[^<>@\s]+$/,
    'be an address such as reply@parcours.example.org, of at most 12 letters before the @',
    {
      section: parts,
      about:
        'Address that answers to mail come to, as reply+…@ (subaddresses must arrive). Default: with the local inbox one of its own, else none: answers go to the coordinator.',
    },
  )
  readonly REPLY_ADDRESS?: string;

  @Address(['imaps', 'imap'], 'imaps://user:password@imap.example.org/INBOX', {
    section: parts,
    about: 'Mailbox of REPLY_ADDRESS, read every minute and marked seen. Or REPLY_SMTP_PORT.',
  })
  readonly REPLY_IMAP_URL?: string;

  @Port({
    section: parts,
    about:
      'Port on which a mail server hands on what comes for REPLY_ADDRESS. Default: any free one with the local inbox, else none.',
  })
  readonly REPLY_SMTP_PORT?: number;

  @Shaped(/^[^\s;]+$/, 'be the name that the mail server gives itself in Authentication-Results', {
    section: parts,
    about:
      'Mail server whose Authentication-Results about a sender are believed: answers whose DMARC it finds failed are dropped. Default: none.',
  })
  readonly REPLY_TRUSTED_HOST?: string;

  @Count({
    section: parts,
    fallback: 20,
    about: 'Mails a second over all workers of the installation: below what the relay of SMTP_URL throttles.',
  })
  readonly MAILS_PER_SECOND!: number;

  @Shaped(/^[^\s/]+:\d{1,5}$/, 'be host:port, e.g. temporal.example.org:7233', {
    section: parts,
    about:
      "Temporal server; TLS and API key come from Temporal's own variables (TEMPORAL_TLS…, TEMPORAL_API_KEY). Default: a local server.",
  })
  readonly TEMPORAL_ADDRESS?: string;

  @Shaped(/^\S+$/, 'be a name without spaces', {
    section: parts,
    fallback: 'default',
    about: 'Temporal namespace of the cases.',
  })
  readonly TEMPORAL_NAMESPACE!: string;

  @Origin(['http', 'https'], 'http://temporal-ui.internal:8080', {
    section: parts,
    about:
      'Temporal UI of the server that TEMPORAL_ADDRESS names, served without a public path; the console shows it to administrators. Default: the local one.',
  })
  readonly TEMPORAL_UI_URL?: string;

  @Text({
    section: parts,
    about: 'Path of the temporal program for the local server. Default: found on PATH, else downloaded once.',
  })
  readonly TEMPORAL_CLI?: string;

  @OneOf(['error', 'warn', 'log', 'debug', 'verbose'], {
    section: behaviour,
    fallback: 'log',
    about: 'How much is logged: error, warn, log, debug or verbose.',
  })
  readonly LOG_LEVEL!: 'error' | 'warn' | 'log' | 'debug' | 'verbose';
}
