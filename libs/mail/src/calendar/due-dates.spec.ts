import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MailComposer } from '../mail-composer.js';
import { daysAfterDue, mailFacts, task } from '../mail-facts.fixture.js';
import type { MailFacts } from '../mail-facts.js';
import { approval, closing, decision, mailKinds as kinds } from '../mail-kinds.fixture.js';

const composer = new MailComposer();

describe('the calendar', () => {
  const unfolded = async (more: Partial<MailFacts>) => {
    const { calendar } = await composer.compose(mailFacts(more));
    return calendar && { method: calendar.method, text: calendar.text.replace(/\r\n[ \t]/g, '') };
  };

  it('gets the due date with an invitation, half an hour long, without the personal link', async () => {
    const calendar = await unfolded({});
    expect(calendar?.method).toBe('PUBLISH');
    expect(calendar?.text).toContain('UID:CCP-MA-2026-0007.data-request.1@parcours.example.org');
    expect(calendar?.text).toMatch(/SEQUENCE:0\r\n[^]*DTSTART:20260312T163000Z\r\nDTEND:20260312T170000Z/);
    expect(calendar?.text).toContain('SUMMARY:À rendre\u00a0: Vos factures d’énergie et d’eau');
    expect(calendar?.text).toContain('+212 500 000 000');
    expect(calendar?.text).not.toContain('/t/token');
  });

  it('leads whoever signs in to the page', async () => {
    const link = { url: 'https://parcours.example.org/console/items/x', kind: 'console' } as const;
    expect((await unfolded({ item: approval, link }))?.text).toContain(`URL;VALUE=URI:${link.url}`);
  });

  it('follows a date that has moved: with the answer, else with the next reminder', async () => {
    const { id, kind, title } = task;
    const moreTime = { id, kind, title, revision: 1, due: Date.UTC(2026, 3, 2, 17) };
    const answered = await unfolded({ ...kinds.approval, decision: { ...decision, moreTime } });
    expect(answered?.text).toMatch(/UID:CCP-MA-2026-0007\.data-request\.1@[^]*SEQUENCE:1\r\n/);
    expect(answered?.text).toContain('DTEND:20260402T170000Z');
    const item = { ...task, revision: 1 };
    expect((await unfolded({ ...kinds.reminder, item }))?.text).toContain('SEQUENCE:1\r\n');
  });

  it('loses what nobody waits for once the case has ended', async () => {
    const { id, kind, title, due } = task;
    const notAskedAnyMore = [{ id, kind, title, due, revision: 1 }];
    const calendar = await unfolded({ ...kinds.withdrawal, closing: { ...closing, notAskedAnyMore } });
    expect(calendar?.method).toBe('CANCEL');
    expect(calendar?.text).toMatch(/SEQUENCE:2\r\n[^]*STATUS:CANCELLED/);
  });

  it('is told by somebody, whatever is known of the coordinator, and asks nobody to come (RFC 5546, 3.2.1 and 4.1.3)', async () => {
    const { id, kind, title, due } = task;
    const dated = [
      {},
      { ...kinds.reminder, item: { ...task, revision: 1 } },
      {
        ...kinds.withdrawal,
        closing: { ...closing, notAskedAnyMore: [{ id, kind, title, due, revision: 1 }] },
      },
    ];
    const addresses = fc.option(fc.emailAddress());
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Partial<MailFacts>>(...dated),
        fc.string({ unit: 'binary' }),
        addresses,
        addresses,
        async (more, name, email, address) => {
          const coordinator = { ...mailFacts().coordinator, name, email };
          const sender = address === null ? null : { name, address };
          const calendar = await unfolded({ ...more, coordinator, sender });
          const from = email ?? address;
          if (from === null) {
            expect(calendar).toBeNull();
            return;
          }
          const said = calendar?.text.split('\r\n') ?? [];
          const organisers = said.filter((line) => line.startsWith('ORGANIZER'));
          expect(
            organisers.map((line) => line.toLowerCase().endsWith(`:mailto:${from.toLowerCase()}`)),
          ).toEqual([true]);
          expect(said.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
        },
      ),
    );
  });

  it('gets nothing with any other mail, nor a date that is over', async () => {
    const { 'invitation to a task': _a, 'invitation to decide': _b, ...others } = kinds;
    for (const more of Object.values(others)) expect(await unfolded(more)).toBeNull();
    expect(await unfolded({ at: daysAfterDue(1) })).toBeNull();
  });
});
