/** Whether PostgreSQL reads it as a uuid; what comes from an address may be anything, and compared as text no index would help. */
export function isUuid(id: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
}
