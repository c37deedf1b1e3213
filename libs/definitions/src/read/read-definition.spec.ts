import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readDefinition } from './read-definition.js';

const file = 'workflows/definitions/partnership-agreement.yaml';
const good = readFileSync(file, 'utf8');

interface Breakage {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Text on the line that the problem must name. */
  readonly line: string;
  readonly code: string;
  readonly message: RegExp;
  readonly remedy: RegExp;
}

const breakages: readonly Breakage[] = [
  {
    name: 'a tab as indentation',
    from: '  - key: agreement',
    to: '\t- key: agreement',
    line: '\t- key: agreement',
    code: 'yaml.tab-as-indent',
    message: /not valid YAML/,
    remedy: /spaces/,
  },
  {
    name: 'a key written twice',
    from: 'kind: partnership',
    to: 'kind: partnership\nkind: partnership # again',
    line: '# again',
    code: 'yaml.duplicate-key',
    message: /not valid YAML/,
    remedy: /Keep one/,
  },
  {
    name: 'a missing version',
    from: 'version: 1\n',
    to: '',
    line: 'key: partnership-agreement',
    code: 'shape.required',
    message: /"version" is missing/,
    remedy: /Add `version: …`/,
  },
  {
    name: 'a misspelt key',
    from: 'documents: 1',
    to: 'document: 1',
    line: 'document: 1',
    code: 'shape.unknown-key',
    message: /"document" is not known/,
    remedy: /Did you mean "documents"/,
  },
  {
    name: 'an unknown kind',
    from: 'kind: partnership',
    to: 'kind: partner',
    line: 'kind: partner',
    code: 'shape.value',
    message: /"partner", which is not offered/,
    remedy: /technical-assistance, partnership/,
  },
  {
    name: 'a missing language',
    from: '  fr: Convention de partenariat\n',
    to: '',
    line: 'title:',
    code: 'text.missing',
    message: /French words \(fr\) are missing in "title"/,
    remedy: /Add `fr/,
  },
  {
    name: 'an unknown field type',
    from: 'key: subject,\n          type: text',
    to: 'key: subject,\n          type: txt',
    line: 'type: txt',
    code: 'shape.value',
    message: /unknown type "txt"/,
    remedy: /text, paragraph, number/,
  },
  {
    name: 'a number where text belongs',
    from: 'due: 30 working days',
    to: 'due: 30',
    line: 'due: 30',
    code: 'shape.type',
    message: /is 30, but text is expected/,
    remedy: /`20 working days`/,
  },
  {
    name: 'a due date nobody can read',
    from: 'due: 60 days before end',
    to: 'due: 60 days before Christmas',
    line: 'before Christmas',
    code: 'due.unreadable',
    message: /"60 days before Christmas"/,
    remedy: /before end/,
  },
  {
    name: 'a reminder without a duration',
    from: '- { before: 30 days }',
    to: '- { before: soon }',
    line: 'before: soon',
    code: 'duration.unreadable',
    message: /"soon" is not a duration/,
    remedy: /`45 days`/,
  },
  {
    name: 'a condition with too much in it',
    from: 'when: { fact: renewal, is: renew }',
    to: 'when: { fact: renewal, is: renew, atLeast: 2 }',
    line: 'atLeast: 2',
    code: 'condition.unreadable',
    message: /fact, is, atLeast/,
    remedy: /\{fact: x, is: yes\}/,
  },
  {
    name: 'a day offered from nowhere',
    from: 'key: startsOn,\n          type: date,',
    to: 'key: startsOn,\n          type: date,\n          prefill: tomorrow,',
    line: 'prefill: tomorrow',
    code: 'shape.value',
    message: /"tomorrow", which is not offered/,
    remedy: /past-visit, agreed-visit/,
  },
  {
    name: 'a day of one visit in every row',
    from: '{ key: date, type: date, label',
    to: '{ key: date, type: date, prefill: past-visit, label',
    line: 'prefill: past-visit',
    code: 'form.prefill-in-row',
    message: /"date" cannot be prefilled/,
    remedy: /Remove `prefill`/,
  },
  {
    name: 'a task for two parties',
    from: 'form: agreement-draft\n',
    to: 'form: agreement-draft\n        contact: director\n',
    line: '- key: draft',
    code: 'party.unclear',
    message: /"draft" must say who acts/,
    remedy: /not both/,
  },
  {
    name: 'a form nobody wrote',
    from: '        form: renewal',
    to: '        form: renewel',
    line: 'form: renewel',
    code: 'form.unknown',
    message: /no form "renewel"/,
    remedy: /agreement-draft/,
  },
  {
    name: 'an outcome without words',
    from: 'reject: { closes: not-concluded }',
    to: 'reject: { closes: failed }',
    line: 'closes: failed',
    code: 'outcome.unknown',
    message: /no outcome "failed"/,
    remedy: /not-concluded/,
  },
  {
    name: 'a shown task that does not exist',
    from: 'shows: [draft, work-plan]',
    to: 'shows: [draft, workplan]',
    line: 'workplan]',
    code: 'task.unknown',
    message: /no task "workplan"/,
    remedy: /work-plan/,
  },
  {
    name: 'a fact that no form sets (from the core)',
    from: 'fact: renewal\n',
    to: 'fact: extension\n',
    line: 'when: { fact: renewal, is: renew }',
    code: 'fact.unknown',
    message: /./,
    remedy: /./,
  },
  {
    name: 'a prerequisite that does not exist (from the core)',
    from: 'after: [work-plan]',
    to: 'after: [workplan]',
    line: 'after: [workplan]',
    code: 'after.unknown',
    message: /./,
    remedy: /./,
  },
  {
    name: 'documents that the form cannot take',
    from: 'documents: 1',
    to: 'documents: 9',
    line: 'documents: 9',
    code: 'form.no-files',
    message: /takes 3 documents/,
    remedy: /`type: files`/,
  },
];

describe('readDefinition', () => {
  it.each(breakages)('names file, line and remedy of $name', ({ from, to, line, code, message, remedy }) => {
    expect(good).toContain(from);
    const text = good.replace(from, to);
    const reading = readDefinition({ file: 'broken.yaml', text });
    const problems = 'problems' in reading ? reading.problems : [];
    const problem = problems.find((candidate) => candidate.code === code);
    expect(problem ?? problems).toMatchObject({
      file: 'broken.yaml',
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    });
    expect(text.split('\n')[(problem?.line ?? 0) - 1]).toContain(line);
    expect(problem?.column).toBeGreaterThan(0);
  });

  it('reports all problems of a file, sorted by line', () => {
    const text = good
      .replace('due: 60 days before end', 'due: whenever')
      .replace('due: 30 working days', 'due: later');
    const reading = readDefinition({ file, text });
    const lines = 'problems' in reading ? reading.problems.map(({ line }) => line) : [];
    expect(lines).toHaveLength(2);
    expect(lines).toEqual(lines.toSorted((left, right) => left - right));
  });

  it('hashes what is asked, not the writing and not the words of it', () => {
    const hashOf = (text: string, language: 'fr' | 'en' = 'en') => {
      const reading = readDefinition({ file, text }, language);
      return 'definition' in reading ? reading.definition.hash : reading.problems;
    };
    const hash = hashOf(good);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(
      hashOf(
        `# a comment\n${good.replace('key: partnership-agreement\nversion: 1', 'version: 1\nkey: partnership-agreement')}`,
      ),
    ).toBe(hash);
    expect(hashOf(good, 'fr')).toBe(hash);
    expect(hashOf(good.replace('due: 30 working days', 'due: 31 working days'))).not.toBe(hash);
    expect(hashOf(good.replace('Renew or end', 'Renew or finish'))).toBe(hash);
    expect(hashOf(good.replace(/\n *(ar|es): .*/g, ''))).toBe(hash);
    expect(hashOf(good.replace('accept: [pdf, document]', 'accept: [pdf]'))).not.toBe(hash);
  });

  it('puts the titles of the rules in the language it reads for', () => {
    const reading = readDefinition(file, 'fr');
    expect('definition' in reading && reading.definition.rules.title).toBe('Convention de partenariat');
  });
});
