/** Name of the session's cookie; over TLS no other host of the domain can set it. */
export function sessionCookie(secure: boolean): string {
  return secure ? '__Host-parcours' : 'parcours';
}

/** Every name that {@link sessionCookie} has, for whoever must not pass a session on. */
export const sessionCookies = [true, false].map(sessionCookie);
