import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '#libs/domain';
import { checkedColleague, type ColleagueInput, type KnownAddresses } from './colleague.js';

const known: KnownAddresses = {
  own: 'Directrice@Conserverie.example',
  coordinator: 'coordination@programme.example',
};
const karim: ColleagueInput = {
  name: '  Karim\n Alaoui ',
  function: 'Responsable technique',
  email: ' karim@conserverie.EXAMPLE ',
  language: 'ar',
};

function refusal(input: Partial<ColleagueInput>, addresses = known): string | null {
  try {
    checkedColleague({ ...karim, ...input }, addresses);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code;
  }
}

describe('a colleague to whom a task is passed on', () => {
  it('has a name and a function on one line each, and one address', () => {
    expect(checkedColleague(karim, known)).toEqual({
      ...{ name: 'Karim Alaoui', function: 'Responsable technique' },
      ...{ email: 'karim@conserverie.EXAMPLE', language: 'ar' },
    });
    expect(refusal({ name: ' \n ' })).toBe('handover.incomplete');
    expect(refusal({ function: 'x'.repeat(101) })).toBe('handover.incomplete');
    for (const email of [
      '',
      'karim',
      'karim@',
      'karim@conserverie',
      'a@b.c, d@e.f',
      'Karim <k@c.ma>',
      'k@c..ma',
    ])
      expect({ email, code: refusal({ email }) }).toEqual({ email, code: 'handover.address' });
    expect(refusal({ language: 'de' })).toBe('handover.language');
  });

  it('is nobody who is there already, whatever the case of the letters', () => {
    expect(refusal({ email: 'DIRECTRICE@conserverie.example' })).toBe('handover.own-address');
    expect(refusal({ email: 'Coordination@Programme.example', elsewhere: true })).toBe(
      'handover.coordinator',
    );
  });

  it('writes from the same domain, unless that is said to be meant', () => {
    expect(refusal({ email: 'karim@conservrie.example' })).toBe('handover.other-domain');
    expect(refusal({ email: 'karim@conservrie.example', elsewhere: true })).toBeNull();
    expect(refusal({ email: 'karim@elsewhere.example' }, { ...known, own: null })).toBeNull();
  });

  it('puts no second line into a mail, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, held) => {
        const input = { ...karim, name, function: held };
        if (refusal(input) !== null) return;
        const colleague = checkedColleague(input, known);
        expect(`${colleague.name}${colleague.function}`).not.toMatch(/[\r\n]/);
      }),
    );
  });
});
