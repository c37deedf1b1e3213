import { describe, expect, it } from '@jest/globals';
import { messageShape, MessageSyntaxError, pluralForms } from './index.js';

describe('the shape of a message', () => {
  it('names every value with the way it is said, also inside the forms of a choice', () => {
    const { values, words, hasTags } = messageShape(
      '{title}, {due, date, full} {due, time, short} {days, plural, one {# day of {name}} other {# days}} {count, number}',
      'en',
    );
    expect(values).toEqual([
      { name: 'title', as: 'text', style: null },
      { name: 'due', as: 'date', style: 'full' },
      { name: 'due', as: 'time', style: 'short' },
      { name: 'days', as: 'count', style: null },
      { name: 'name', as: 'text', style: null },
      { name: 'count', as: 'number', style: null },
    ]);
    expect(words).toContain(' days');
    expect(hasTags).toBe(false);
  });

  it('sees a tag, and what stands in it', () => {
    const { values, hasTags } = messageShape('<b>{title}</b>', 'en');
    expect(hasTags).toBe(true);
    expect(values).toEqual([{ name: 'title', as: 'text', style: null }]);
  });

  it('tells the forms that a language needs and a message lacks', () => {
    const text = '{days, plural, one {#} other {#}}';
    expect(messageShape(text, 'en').lacking).toEqual([]);
    expect(
      messageShape(text, 'ar')
        .lacking.map(({ form }) => form)
        .sort(),
    ).toEqual(['few', 'many', 'two', 'zero']);
    expect(
      messageShape('{days, plural, =0 {-} =1 {-} =2 {-} few {#} many {#} other {#}}', 'ar').lacking,
    ).toEqual([]);
    expect([...pluralForms('ar')].sort()).toEqual(['few', 'many', 'one', 'other', 'two', 'zero']);
  });

  it('says where it cannot be read', () => {
    const read = (text: string) => () => messageShape(text, 'en');
    expect(read('Reminder: {title')).toThrow(MessageSyntaxError);
    expect(read('{days, plural, one {#}}')).toThrow(MessageSyntaxError);
    expect(read('Reminder {} of')).toThrow(expect.objectContaining({ at: 9 }));
  });
});
