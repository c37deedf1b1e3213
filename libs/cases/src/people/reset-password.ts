import { Inject, Injectable, Logger } from '@nestjs/common';
import { Accounts, AccountTokens, tokenHours, type PasswordRight } from '#libs/identity';
import { DirectMail } from '#libs/mail';
import { PeopleChanged } from './people-changed.js';
import { CASES_OPTIONS, type CasesOptions } from '../tokens.js';

/** Minutes between two resets mailed to one person. */
const pause = 5;

/** Lets somebody who cannot sign in choose a password through the registered address. */
@Injectable()
export class ResetPassword {
  private readonly logger = new Logger('Accounts');

  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: AccountTokens,
    private readonly mail: DirectMail,
    private readonly changed: PeopleChanged,
    @Inject(CASES_OPTIONS) private readonly options: CasesOptions,
  ) {}

  /** Answers at once and the same for every address, known or not: what follows runs by itself. */
  ask(email: string): void {
    this.send(email).catch((error: unknown) => {
      this.logger.warn(`A password reset was not sent: ${error instanceof Error ? error.name : 'unknown'}`);
    });
  }

  /** Reads only (I2). */
  find(token: string): Promise<PasswordRight | null> {
    return this.tokens.find(token);
  }

  /** With the token of an invitation or a reset. */
  async choose(token: string, password: string): Promise<void> {
    const { person, purpose } = await this.accounts.choosePassword(token, password);
    await this.changed.tell({ by: person, kind: 'password-set', person, detail: { with: purpose } });
  }

  private async send(email: string): Promise<void> {
    const person = await this.accounts.personOf(email);
    if (person === null || (await this.tokens.issuedWithin(person, 'reset', pause))) return;
    const token = await this.tokens.issue(person, 'reset');
    await this.mail.reset(person, passwordUrl(this.options, token), tokenHours.reset);
  }
}

/** Where a password is chosen. */
export function passwordUrl({ publicUrl }: Pick<CasesOptions, 'publicUrl'>, token: string): string {
  return `${publicUrl}/console/password/${token}`;
}
