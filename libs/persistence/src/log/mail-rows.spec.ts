import { describe, expect, it } from '@jest/globals';
import type { NoticeEvent, Party, Transition } from '#libs/domain';
import { emptyDirectory, type Directory } from '../people/directory.js';
import { mailRows } from './mail-rows.js';

const item = 'CCP-MA-2026-0007.data-request.1';
const directory: Directory = {
  ...emptyDirectory,
  contacts: [
    { person: 'P-1', function: 'director' },
    { person: 'P-2', function: 'technical' },
  ],
  grants: [
    { person: 'P-1', role: 'expert', organisation: null, partners: [] },
    { person: 'P-3', role: 'expert', organisation: null, partners: [] },
  ],
};

function mailsOf(...asked: readonly (readonly [NoticeEvent['notice'], Party])[]) {
  const events = asked.map(([notice, to]): NoticeEvent => ({
    ...{ type: 'notice', notice, to, item, rung: 1, of: 4, revision: 0, outcome: null },
  }));
  const transition: Transition = {
    ...{ reference: 'CCP-MA-2026-0007', seq: 3, request: null, engine: 2, at: 0, act: null, actor: null },
    events,
  };
  const rows = mailRows(transition, { directory, coordinator: 'P-9', items: new Map() });
  return rows.map(({ notice, person }) => [notice, person]);
}

describe('the mails of one rung', () => {
  it('I5: give who holds two of its parties the reminder and no copy', () => {
    expect(mailsOf(['copy', { role: 'expert' }], ['reminder', { contact: 'director' }])).toEqual([
      ['copy', 'P-3'],
      ['reminder', 'P-1'],
    ]);
  });

  it('I5: give who holds two of its parties the escalation and no copy', () => {
    expect(mailsOf(['copy', { contact: 'director' }], ['escalation', { role: 'expert' }])).toEqual([
      ['escalation', 'P-1'],
      ['escalation', 'P-3'],
    ]);
  });

  it('copy those who are not addressed, and say where nobody is', () => {
    expect(mailsOf(['copy', { contact: 'technical' }], ['reminder', { contact: 'director' }])).toHaveLength(
      2,
    );
    expect(mailsOf(['copy', { role: 'observer' }], ['escalation', { role: 'committee' }])).toEqual([
      ['copy', null],
      ['escalation', null],
    ]);
  });
});
