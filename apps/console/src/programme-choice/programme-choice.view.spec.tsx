import { describe, expect, it } from '@jest/globals';
import { render } from 'preact-render-to-string';
import { signedIn } from '#libs/cases';
import type { Viewer } from '#libs/identity';
import type { Visit } from '../http/visit.js';
import { speechFor } from '../text/messages.js';
import { ProgrammeChoicePage } from './programme-choice-page.view.js';
import { ProgrammeChoice } from './programme-choice.view.js';

const viewer: Viewer = {
  ...{ person: 'P-001', name: 'Youssef Exemple', language: 'en', organisation: null },
  ...{ grants: [], contactOf: [], partnerIn: [], standsInFor: [] },
};
const visitWith = (count: number, programme = ''): Visit => ({
  ...{ viewer, actor: signedIn(viewer), speech: speechFor('en', 'Africa/Casablanca'), programme },
  ...{ path: '/console/cases', address: '/console/cases?q=a&sort=due', hidden: [['_csrf', 't']] },
  programmes: Array.from({ length: count }, (_, index) => ({
    ...{ code: `P${index + 1}-MA`, name: `Program ${index + 1}`, country: 'MA' },
  })),
});
const buttons = (html: string) => [...html.matchAll(/value="(P\d+-MA)"/g)].map(([, code]) => code);

describe('the choice of a programme', () => {
  it('is a menu of all of them for whoever has a dozen', () => {
    const html = render(<ProgrammeChoice visit={visitWith(12)} />);
    expect(buttons(html)).toHaveLength(12);
    expect(html).not.toContain('/console/programme?back');
  });

  it('is a page of its own beyond, and the menu holds the one chosen and the way back to all', () => {
    const html = render(<ProgrammeChoice visit={visitWith(101, 'P77-MA')} />);
    expect(buttons(html)).toEqual(['P77-MA']);
    expect(html).toContain('All programs');
    expect(html).toContain('href="/console/programme?back=%2Fconsole%2Fcases%3Fq%3Da%26sort%3Ddue"');
    expect(html).toContain('Choose from the whole list (101)');
  });

  it('leads from its page back to where it was made', () => {
    const html = render(<ProgrammeChoicePage visit={visitWith(101)} back="/console/cases?q=a&sort=due" />);
    expect(buttons(html)).toHaveLength(101);
    expect(html).toContain('name="back" value="/console/cases?q=a&amp;sort=due"');
  });
});
