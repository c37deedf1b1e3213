import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { dataPathProblem, openableTasks } from './data-paths.js';
import { loadDefinitions } from './load-definitions.js';

const definitions = [...loadDefinitions(join(projectRoot(), 'workflows/definitions')).values()];

describe('what a data policy may open', () => {
  it('is offered in words, each path once and valid', () => {
    const tasks = openableTasks(definitions, 'ar');
    const offered = tasks.flatMap(({ answers, documents }) => [...answers, ...documents]);
    expect(offered.length).toBeGreaterThan(50);
    expect(new Set(offered.map(({ path }) => path)).size).toBe(offered.length);
    expect(offered.flatMap(({ path }) => dataPathProblem(definitions, [], path) ?? [])).toEqual([]);
    expect(offered.filter(({ label }) => !/\p{Script=Arabic}/u.test(label))).toEqual([]);
    expect(tasks.find(({ key }) => key === 'report')).toMatchObject({
      title: 'تقرير التشخيص',
      documents: [{ path: 'documents.report.report', label: 'التقرير وملاحقه' }],
    });
  });

  it('is refused by name where no definition knows it', () => {
    expect(dataPathProblem(definitions, ['cost'], 'measures.cost')).toBeUndefined();
    expect(dataPathProblem(definitions, ['cost'], 'measures.price')).toContain('no column of a measure');
    expect(dataPathProblem(definitions, [], 'answers.report.nothing')).toContain('no field of that form');
  });
});
