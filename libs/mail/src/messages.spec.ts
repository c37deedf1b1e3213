import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { projectRoot } from '#libs/config';
import { messageKeys } from './message-keys.js';
import { Messages } from './messages.js';

const folder = join(projectRoot(), 'libs/mail/messages');
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;

/** Plain words between the values, in the parser's numbering. */
const literal: number = 0;

/** Names that a message takes, with the kind of each. */
function takes(message: string): string[] {
  const names = new Set<string>();
  const walk = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if ('value' in element && (element.type as number) !== literal) names.add(element.value);
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(message, 'en').getAst());
  return [...names].sort();
}

describe('mail messages', () => {
  it('exist in French and English', () => {
    expect(new Messages().languages).toEqual(expect.arrayContaining(['fr', 'en']));
  });

  it.each(readdirSync(folder))('%s holds exactly the known messages, none empty', (name) => {
    const words = read(name);
    expect(Object.keys(words).sort()).toEqual([...messageKeys].sort());
    expect(Object.entries(words).filter(([, message]) => message.trim() === '')).toEqual([]);
  });

  it.each(messageKeys)('%s names the same values in every language', (key) => {
    const all = readdirSync(folder).map((name) => takes(read(name)[key] ?? ''));
    expect(new Set(all.map((names) => names.join())).size).toBe(1);
  });

  it('are all used', () => {
    const source = join(projectRoot(), 'libs/mail/src');
    const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('.spec.') && name !== 'message-keys.ts')
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
    expect(messages.choose(['ar', 'fr', 'en'])).toBe('fr');
    expect(messages.choose(['xx'])).toBe('en');
  });

  it('say dates in the zone they are asked for', () => {
    const due = Date.UTC(2026, 6, 1, 17);
    expect(new Messages().in('en', 'Africa/Casablanca')('value.due', { due })).toContain('18:00');
    expect(new Messages().in('en', 'America/Santiago')('value.due', { due })).toContain('13:00');
  });
});
