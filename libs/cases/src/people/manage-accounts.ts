import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#libs/domain';
import {
  Accounts,
  AccountTokens,
  OpenSessions,
  rolesIn,
  tokenHours,
  type AccountRow,
  type Viewer,
} from '#libs/identity';
import { DirectMail } from '#libs/mail';
import { DirectoryRows, type PersonRecord } from './directory-rows.js';
import { PeopleChanged } from './people-changed.js';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';
import { passwordUrl } from './reset-password.js';

/**
 * Sign-ins, in the hands of administrators alone: whoever could open one for the committee would approve what they prepared (I3).
 */
@Injectable()
export class ManageAccounts {
  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: AccountTokens,
    private readonly sessions: OpenSessions,
    private readonly directory: DirectoryRows,
    private readonly mail: DirectMail,
    private readonly changed: PeopleChanged,
    @Inject(CASES_OPTIONS) private readonly options: CasesOptions,
  ) {}

  /** Every sign-in of the installation, without its secrets. */
  async list(viewer: Viewer): Promise<readonly AccountRow[]> {
    requireAdministrator(viewer, '*');
    return this.accounts.list();
  }

  /** Mails a link with which the person chooses a password. Throws `person.no-email`, or `invitation.not-sent` where no mail left. */
  async invite(viewer: Viewer, programme: string, id: string): Promise<void> {
    const { email } = await this.person(viewer, programme, id);
    if (email === null) throw new DomainError('invalid', 'person.no-email', id);
    const token = await this.tokens.issue(id, 'invitation');
    const answer = await this.mail.invitation(id, passwordUrl(this.options, token), tokenHours.invitation);
    if (answer.status !== 'sent')
      throw new DomainError('unavailable', 'invitation.not-sent', id, {
        hint: 'Check the address and the mail settings, then invite again.',
      });
    await this.changed.tell({ by: viewer.person, kind: 'account-invited', programme, person: id });
  }

  /** Ends sign-in, sessions and tokens; roles and contacts stay. An invitation opens it again. */
  async disable(viewer: Viewer, programme: string, id: string): Promise<void> {
    await this.person(viewer, programme, id);
    if (id === viewer.person)
      throw new DomainError('conflict', 'account.own', id, {
        hint: 'Another administrator has to do it, so that one always remains.',
      });
    if (!(await this.accounts.disable(id))) throw new DomainError('not-found', 'account.unknown', id);
    await this.changed.tell({ by: viewer.person, kind: 'account-disabled', programme, person: id });
  }

  /** Signs the person out everywhere. */
  async endSessions(viewer: Viewer, programme: string, id: string): Promise<void> {
    await this.person(viewer, programme, id);
    await this.sessions.endAll(id);
    await this.changed.tell({ by: viewer.person, kind: 'sessions-ended', programme, person: id });
  }

  private async person(viewer: Viewer, programme: string, id: string): Promise<PersonRecord> {
    requireAdministrator(viewer, programme);
    const [found] = await this.directory.people({ id });
    if (!found) throw new DomainError('not-found', 'person.unknown', id);
    return found;
  }
}

function requireAdministrator(viewer: Viewer, programme: string): void {
  if (!rolesIn(viewer, programme).includes('administrator'))
    throw new DomainError('forbidden', 'action.forbidden', 'accounts', { hint: 'Ask an administrator.' });
}
