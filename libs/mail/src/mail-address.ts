/** Somebody as a mail's header names them. */
export interface MailAddress {
  readonly name: string;
  readonly address: string;
}
