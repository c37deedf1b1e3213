import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseDefinition } from '#libs/definitions';
import { roles, type CaseEvent, type Role } from '#libs/domain';
import { measureColumns, openableRoles, readerOf, type DataPath, type Viewer } from '#libs/identity';
import type { DocumentRow, MeasureRow } from '#libs/persistence';
import { answersFor, documentsFor, eventsFor, itemViewFor, measuresFor, type Sight } from './disclosure.js';
import type { ItemView } from './views.js';

const scope = { programme: 'CCP-MA', organisation: 'OLV-07', country: 'MA' };
const reference = 'CCP-MA-2026-0007';
const tasks = ['report', 'visit'] as const;
const fields = ['saving', 'photos'] as const;
/** A word that stands nowhere but behind its path. */
const secretOf = (path: string) => `<${path}>`;

const pairs = tasks.flatMap((task) => fields.map((field) => [task, field] as const));
const paths: readonly DataPath[] = [
  ...measureColumns.map((column) => `measures.${column}` as const),
  ...pairs.flatMap(([task, field]) => [`answers.${task}.${field}`, `documents.${task}.${field}`] as const),
];

const definition = {
  items: { report: {}, visit: {} },
  rules: { stages: [] },
} as unknown as CaseDefinition;
const answersOf = (task: string) =>
  Object.fromEntries(fields.map((field) => [field, secretOf(`answers.${task}.${field}`)]));
const documents = pairs.map(([task, field], index) => ({
  ...{ id: String(index), reference, item: `${reference}.${task}.1`, field, seq: 1 },
  name: secretOf(`documents.${task}.${field}`),
})) as unknown as readonly DocumentRow[];
const shown = documents.map((row) => ({ ...row, draft: false }));
const measures = [
  {
    key: 'm1',
    ...Object.fromEntries(measureColumns.map((column) => [column, secretOf(`measures.${column}`)])),
  },
] as unknown as readonly MeasureRow[];
const words = secretOf('words');
const events = [
  { type: 'task-completed', facts: { saving: words } },
  { type: 'milestone-settled', key: 'm1', outcome: secretOf('measures.outcome') },
] as unknown as readonly CaseEvent[];
const page = {
  item: { key: 'report' },
  answers: answersOf('report'),
  documents: shown.filter(({ item }) => item.includes('report')),
  prerequisites: [
    {
      ...{ key: 'visit', by: words, answers: answersOf('visit') },
      documents: shown.filter(({ item }) => item.includes('visit')),
    },
  ],
  ...{
    returned: [words],
    voices: [words],
    wanted: [words],
    speakers: [words],
    handovers: [words],
    sourceRows: { rows: [words] },
    suggestions: { date: words },
  },
  ...{ transcript: words, extensionRequest: words, condition: words, quota: null },
  settled: { by: words, onBehalfOf: words, declared: words, reason: words, conditions: [words] },
} as unknown as ItemView;

const viewers = fc.record({
  role: fc.constantFrom<Role>(...roles),
  programme: fc.constantFrom('CCP-MA', 'CCP-CL'),
  country: fc.constantFrom('*', 'MA', 'CL'),
});
const patterns = fc.oneof(
  fc.constantFrom<string>(...paths),
  fc.constantFrom('measures.*', 'answers.*', 'documents.*', 'answers.report.*', 'documents.visit.*'),
);
const policies = fc.dictionary(fc.constantFrom(...openableRoles), fc.array(patterns, { maxLength: 5 }));

function viewerOf(grant: { role: Role; programme: string; country: string }): Viewer {
  const nobody = { person: 'P-1', name: 'N', language: 'en', organisation: null, contactOf: [] };
  return { ...nobody, partnerIn: [], standsInFor: [], grants: [grant] };
}

/** Everything that a viewer gets to see, as text. */
function seenBy(sight: Sight): string {
  return JSON.stringify([
    measuresFor(sight, measures),
    documentsFor(sight, documents),
    ...tasks.map((task) => answersFor(sight, task, answersOf(task))),
    eventsFor(sight, events),
    itemViewFor(sight, page),
  ]);
}

describe('what is disclosed', () => {
  it('I15: is what the policy opens to the viewer, and never a secret beside it', () => {
    fc.assert(
      fc.property(policies, viewers, (policy, grant) => {
        const reader = readerOf(policy, viewerOf(grant), scope);
        const seen = seenBy({ reader, definition });
        for (const path of paths)
          expect([path, seen.includes(secretOf(path))]).toEqual([path, reader.reads(path)]);
        expect(seen.includes(words)).toBe(reader.all);
        const opened = (policy[grant.role] ?? []).length > 0 || !openableRoles.includes(grant.role);
        const isHere = grant.programme === 'CCP-MA' && grant.country !== 'CL';
        if (!opened || !isHere) expect(paths.filter((path) => seen.includes(secretOf(path)))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
