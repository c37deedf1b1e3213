import { describe, expect, it } from '@jest/globals';
import { movedBelow, policyFor } from './page-policy.js';
import { foreignCookies, isRead } from './read-only.js';

const workflow = '/api/v1/namespaces/default/workflows/CCP-MA-2026-0007';

describe('requests to the Temporal UI', () => {
  it.each([
    ['GET', workflow],
    ['HEAD', '/'],
    ['POST', `${workflow}/query/__temporal_workflow_metadata`],
  ])('read: %s %s', (method, path) => {
    expect(isRead(method, path)).toBe(true);
  });

  it.each([
    ['POST', `${workflow}/terminate`],
    ['POST', `${workflow}/cancel`],
    ['POST', `${workflow}/signal/nudge`],
    ['POST', `${workflow}/update/act`],
    ['POST', `${workflow}/reset`],
    ['POST', `${workflow}/query/x/../../terminate`],
    ['POST', `${workflow}/query/..%2Fterminate`],
    ['POST', `${workflow}%2Fterminate%3F/query/x`],
    ['POST', `${workflow}/query/..`],
    ['POST', '/api/v1/namespaces/default/workflows'],
    ['POST', '/api/v1/namespaces/default/batch-operations/x'],
    ['PUT', workflow],
    ['PATCH', workflow],
    ['DELETE', workflow],
  ])('write: %s %s', (method, path) => {
    expect(isRead(method, path)).toBe(false);
  });

  it('carry no session of the console', () => {
    const ours = ['parcours', '__Host-parcours'];
    expect(foreignCookies('parcours=s%3Asecret; _csrf=1; __Host-parcours=x', ours)).toBe('_csrf=1');
    expect(foreignCookies(undefined, ours)).toBe('');
  });
});

describe('the policy of a page of the Temporal UI', () => {
  it('allows the scripts that stand in it, and no other', () => {
    const policy = policyFor('<script src="/a.js"></script><script type="module">\n\tgo()\n</script>');
    // printf '\n\tgo()\n' | openssl dgst -sha256 -binary | base64
    expect(policy).toContain("script-src 'self' 'sha256-sEX1tOV/YiOLMhXz0aPhsCxu1arluXVFB6wu8WufBwo='; ");
    expect(policy).toContain("default-src 'self'; ");
  });

  it('moves the page below a path of the console', () => {
    const html =
      '<meta http-equiv="content-security-policy" content="x"><a href="/_app/a.js">x</a> { base: "" }';
    expect(movedBelow('/console/temporal', html)).toBe(
      '<a href="/console/temporal/_app/a.js">x</a> { base: "/console/temporal" }',
    );
  });
});
