/** Nobody is signed in; thrown by the guard, answered with a redirect. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';

  /** `asked` is false for what a page asks by itself, which must start no session beside the reader's own. */
  constructor(
    readonly address: string,
    readonly asked = true,
  ) {
    super('Sign in first.');
  }
}
