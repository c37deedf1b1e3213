import { createHash } from 'node:crypto';

/**
 * Content-Security-Policy of a page of the Temporal UI: the scripts that stand in it are allowed by their hash and no other.
 * It styles elements by attribute and shows the case file in a frame of its own; nothing may come from elsewhere.
 */
export function policyFor(html: string): string {
  const hashes = inlineScripts(html).map((script) => `'sha256-${hashOf(script)}'`);
  return [
    "default-src 'self'",
    ["script-src 'self'", ...hashes].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/**
 * The UI's one page for another path than `/`: the UI's own server writes the same two things for a public path of its own, under which
 * its frames of rendered words would not answer. The page's own policy names hashes of the page as it was.
 */
export function movedBelow(path: string, html: string): string {
  return html
    .replaceAll('"/_app/', `"${path}/_app/`)
    .replace('base: ""', `base: "${path}"`)
    .replace(/<meta http-equiv="content-security-policy"[^>]*>/i, '');
}

function inlineScripts(html: string): readonly string[] {
  return [...html.matchAll(/<script(?<attributes>[^>]*)>(?<script>[\s\S]*?)<\/script>/gi)].flatMap(
    ({ groups }) =>
      /\ssrc\s*=/i.test(groups?.['attributes'] ?? '') || !groups?.['script'] ? [] : groups['script'],
  );
}

function hashOf(script: string): string {
  return createHash('sha256').update(script).digest('base64');
}
