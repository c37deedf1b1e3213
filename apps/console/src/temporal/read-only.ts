/** A query asks a workflow and changes nothing, but the UI posts it. No segment may be encoded or climb: it would arrive as another path. */
const query = /^\/api\/v1\/namespaces\/[\w-][\w.-]*\/workflows\/[\w-][\w.-]*\/query\/[\w-][\w.-]*$/;

/** Whether a request to the Temporal UI only reads. `path` is what follows `/console/temporal`, as it was sent, without its query. */
export function isRead(method: string, path: string): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  return method === 'POST' && query.test(path);
}

/** Cookies that the UI's own server set, without those of the console's sessions. */
export function foreignCookies(header: string | undefined, ours: readonly string[]): string {
  return (header ?? '')
    .split(/;\s*/)
    .filter((pair) => pair !== '' && !ours.includes(pair.split('=', 1)[0] ?? ''))
    .join('; ');
}
