import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDefinitions } from './check-definitions.js';
import { InvalidDefinitions, loadDefinitions } from './load-definitions.js';
import { formOf, milestoneOf, textsOf, sourceRows, outcomeText } from './lookups.js';

const folder = 'workflows/definitions';
const definitions = loadDefinitions(folder);
const path = definitions.get('sme-cleaner-production@1')!;

/** Every group of words in a value, with its path. */
function wordsIn(value: unknown, at = ''): { at: string; words: Record<string, string> }[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = 'fr' in value || 'en' in value ? [{ at, words: value as Record<string, string> }] : [];
  return [...here, ...Object.entries(value).flatMap(([key, item]) => wordsIn(item, `${at}/${key}`))];
}

describe('the definitions that come with Parcours', () => {
  it('compile without a problem', () => {
    expect([...definitions.keys()].sort()).toEqual([
      'partnership-agreement@1',
      'sme-cleaner-production@1',
      'sme-cleaner-production@2',
    ]);
    const { ok, report } = checkDefinitions([folder]);
    expect(report.split('\n')).toHaveLength(3);
    expect(ok).toBe(true);
  });

  it.each([...definitions])(
    'say everything in French and English, and titles in all four languages: %s',
    (_, definition) => {
      const found = wordsIn(definition);
      expect(found.length).toBeGreaterThan(20);
      for (const { at, words } of found)
        expect({ at, fr: words['fr']?.trim(), en: words['en']?.trim() }).toEqual({
          at,
          fr: expect.stringMatching(/./),
          en: expect.stringMatching(/./),
        });
      const titles = [
        definition.title,
        ...Object.values(definition.stages),
        ...Object.values(definition.items).map((item) => item.title),
        ...Object.values(definition.outcomes),
      ];
      for (const title of titles) expect(Object.keys(title).sort()).toEqual(['ar', 'en', 'es', 'fr']);
    },
  );

  it('find the form and the words of milestone tasks by their running key', () => {
    expect(formOf(path, 'evidence-m12')?.key).toBe('milestone-evidence');
    expect(formOf(path, 'application')?.key).toBe('application');
    expect(milestoneOf(path, 'verification-m3')).toBe('m3');
    expect(milestoneOf(path, 'data-request')).toBeUndefined();
    expect(formOf(path, 'admission')).toBeUndefined();
    expect(formOf(path, 'nothing-m1')).toBeUndefined();
    expect(textsOf(path, 'evidence-m1', 'fr').title).toBe('Où en est cette mesure\u00a0?');
    expect(textsOf(path, 'enrolment', 'es')).toEqual({ title: 'Inscripción', why: '', help: null });
    expect(textsOf(path, 'gone', 'en').title).toBe('gone');
    expect(textsOf(path, 'admission', 'ar').why).toContain('اللجنة');
    expect(outcomeText(path, 'ended-with-results-to-date', 'en')).toBe('Ended with results to date');
  });

  it('join the rows of a plan with those the expert wrote', () => {
    const stored = {
      options: {
        options: [
          { key: 'm1', title: 'Insulate', cost: 5 },
          { key: 'm2', title: 'Repair', cost: 7 },
        ],
      },
      choice: { plan: [{ key: 'm2', date: '2027-01-10', budget: 8 }] },
    } as const;
    const measured = formOf(path, 'follow-up')?.fields.find((field) => field.key === 'measured');
    const rows =
      measured?.type === 'rows'
        ? sourceRows(path, measured, (task) => stored[task as keyof typeof stored])
        : [];
    expect(rows).toEqual([{ key: 'm2', title: 'Repair', cost: 7, date: '2027-01-10', budget: 8 }]);
  });
});

describe('a folder with problems', () => {
  it('is refused with all of them in one message', () => {
    const good = readFileSync(join(folder, 'partnership-agreement.yaml'), 'utf8');
    const broken = mkdtempSync(join(tmpdir(), 'definitions-'));
    writeFileSync(join(broken, 'a.yaml'), good);
    writeFileSync(join(broken, 'b.yaml'), good);
    writeFileSync(join(broken, 'c.yaml'), 'key: x');
    expect(() => loadDefinitions(broken)).toThrow(InvalidDefinitions);
    expect(() => loadDefinitions(broken)).toThrow(
      /b\.yaml:1:1: .*already defines partnership-agreement@1[\s\S]*c\.yaml:1:1: "version" is missing/,
    );
    expect(checkDefinitions([join(broken, 'c.yaml'), '/nowhere.yaml'])).toEqual({
      ok: false,
      report: expect.stringMatching(/"forms" is missing[\s\S]*\/nowhere\.yaml: there is no such file/),
    });
  });
});
