import { describe, expect, it } from '@jest/globals';
import { languages } from '#libs/wording';
import { speechFor } from '../text/messages.js';
import { sections } from './sections.js';

describe('the sections of the console', () => {
  it.each(languages)('have their names in %s, and say what each page of settings is for', (language) => {
    const { has } = speechFor(language);
    const said = sections.flatMap(({ key, icon }) => [
      `nav.${key}`,
      ...(icon === null ? [`settings.${key}-help`] : []),
    ]);
    expect(said.filter((key) => !has(key))).toEqual([]);
  });
});
