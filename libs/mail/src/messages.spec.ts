import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { catalogueProblems } from '#libs/testing';
import { languages } from '#libs/wording';
import { messageKeys } from './message-keys.js';
import { Messages } from './messages.js';

const folder = join(projectRoot(), 'libs/mail/messages');
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;

describe('mail messages', () => {
  it('exist in every language, and in no other', () => {
    expect([...new Messages().languages].sort()).toEqual([...languages].sort());
  });

  it('say the same in every language, with every plural form it has', () => {
    const [fr, ar, en, es] = [read('fr.json'), read('ar.json'), read('en.json'), read('es.json')];
    expect(catalogueProblems({ fr, ar, en, es })).toEqual([]);
  });

  it('are all used', () => {
    const source = join(projectRoot(), 'libs/mail/src');
    const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter(
        (name) =>
          name.endsWith('.ts') &&
          !name.includes('.spec.') &&
          name !== 'message-keys.ts' &&
          !name.startsWith('texts/'),
      )
      .map((name) => readFileSync(join(source, name), 'utf8'))
      .join('\n');
    expect(messageKeys.filter((key) => !code.includes(`'${key}'`))).toEqual([]);
  });

  it('refuses a file that lacks a message, by name', () => {
    const copy = mkdtempSync(join(tmpdir(), 'messages-'));
    const { greeting: _, ...rest } = read('en.json');
    writeFileSync(join(copy, 'es.json'), JSON.stringify({ ...rest, 'no.such': 'x' }));
    expect(() => new Messages(copy)).toThrow(/es\.json: missing \[greeting\], not known \[no\.such\]/);
  });

  it('choose the first language they exist in, else English', () => {
    const messages = new Messages();
    expect(messages.choose(['ber', 'ar', 'fr'])).toBe('ar');
    expect(messages.choose(['xx'])).toBe('en');
  });

  it('say dates in the zone they are asked for', () => {
    const due = Date.UTC(2026, 6, 1, 17);
    expect(new Messages().in('fr', 'Africa/Casablanca')('value.due', { due })).toBe(
      'mercredi 1er juillet 2026, 18:00',
    );
    expect(new Messages().in('ar', 'Africa/Casablanca')('value.due', { due })).toBe(
      'الأربعاء، 1 يوليوز 2026، 18:00',
    );
    expect(new Messages().in('es', 'America/Santiago')('value.due', { due })).toBe(
      'miércoles, 1 de julio de 2026, 13:00',
    );
    expect(new Messages().in('en', 'America/Santiago')('value.due', { due })).toMatch(
      /^Wednesday, July 1, 2026, 1:00\sPM$/,
    );
  });
});
