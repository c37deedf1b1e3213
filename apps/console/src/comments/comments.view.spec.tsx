import { describe, expect, it } from '@jest/globals';
import { render } from 'preact-render-to-string';
import { signedIn, type CommentView } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import type { Visit } from '../http/visit.js';
import { speechFor } from '../text/messages.js';
import { Comments } from './comments.view.js';

const viewer: Viewer = {
  ...{ person: 'P-001', name: 'Youssef Exemple', language: 'en', organisation: null },
  ...{ grants: [], contactOf: [], partnerIn: [], standsInFor: [] },
};
const visit: Visit = {
  ...{ viewer, actor: signedIn(viewer), speech: speechFor('en', 'Africa/Casablanca') },
  ...{ path: '/console/cases/CCP-MA-2026-0007/comments', address: '/console', hidden: [] },
  ...{ programmes: [], programme: '' },
};
const comment: CommentView = {
  ...{ id: 'c-1', reference: 'CCP-MA-2026-0007', item: null, itemTitle: null, seq: 1, at: 0 },
  ...{ person: 'P-102', personName: 'Samira Exemple', source: 'mail', mentions: [], documents: [] },
  ...{ text: 'Here is the bill.', whole: 'Here is the bill.\n\nYou wrote:\n> <b>Where</b> is it?' },
};
const shown = (more: Partial<CommentView> = {}) => {
  const comments = [{ ...comment, ...more }];
  const state = { typed: { text: '', item: '', mentions: [] }, notice: null, key: 'k' };
  const { reference } = comment;
  return render(
    <Comments {...{ visit, speech: visit.speech, reference, comments, readers: [], state }} item={null} />,
  );
};

describe('a comment that came by mail', () => {
  it('shows what was written, and all of the mail folded below it, as words', () => {
    const html = shown();
    expect(html).toMatch(/Here is the bill\.<\/p><details><summary>The whole message<\/summary>/);
    expect(html).toContain('> &lt;b>Where');
    expect(html).not.toContain('<b>Where');
  });

  it('folds nothing where the mail was no longer than the comment', () => {
    expect(shown({ whole: null })).not.toContain('The whole message');
  });
});
