/** Nobody is signed in; thrown by the guard, answered with a redirect. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';

  constructor(readonly address: string) {
    super('Sign in first.');
  }
}
