import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roles, type Role } from '#libs/domain';
import { itemReaderOf, openableRoles, readerOf, whoSeesWhat, type DataPath } from './data-policy.js';
import type { Viewer } from './viewer.js';

const scope = { programme: 'CCP-MA', organisation: 'OLV-07', country: 'MA' };
const holding = (role: Role, programme = 'CCP-MA'): Viewer => ({
  ...{ person: 'P-1', name: 'N', language: 'en', organisation: null },
  grants: [{ programme, role, country: '*' }],
  ...{ contactOf: [], partnerIn: [], standsInFor: [] },
});
const paths: readonly DataPath[] = [
  'measures.cost',
  'measures.outcome',
  'answers.report.saving',
  'answers.report.method',
  'answers.reporting.saving',
  'documents.visit.photos',
];
const read = (policy: Parameters<typeof readerOf>[0], viewer: Viewer) =>
  paths.filter((path) => readerOf(policy, viewer, scope).reads(path));

describe('the data policy', () => {
  it('I15: opens nothing to partners and observers by itself, everything to who sees answers', () => {
    expect(openableRoles).toEqual(['partner', 'observer']);
    for (const role of roles)
      expect(read({}, holding(role))).toEqual(openableRoles.includes(role) ? [] : paths);
    expect(read({}, holding('coordinator', 'CCP-CL'))).toEqual([]);
  });

  it('opens field by field, form by form, level by level, to the role named', () => {
    const partner = holding('partner');
    expect(read({ partner: ['measures.outcome'] }, partner)).toEqual(['measures.outcome']);
    expect(read({ partner: ['answers.report.*'] }, partner)).toEqual([paths[2], paths[3]]);
    expect(read({ partner: ['answers.*'] }, partner)).toEqual(paths.slice(2, 5));
    expect(read({ partner: ['*'] }, partner)).toEqual([]);
    expect(read({ observer: ['measures.*'] }, partner)).toEqual([]);
    expect(readerOf({ partner: ['answers.*'] }, partner, scope).readsAnyOf('answers.report.')).toBe(true);
    expect(
      readerOf({ partner: ['answers.reporting.saving'] }, partner, scope).readsAnyOf('answers.report.'),
    ).toBe(false);
  });

  it('opens an item to whom it is for, and to nobody else of the role', () => {
    const item = { parties: [{ role: 'partner', partner: 'technical-centre' }] } as const;
    const centre = {
      ...holding('partner'),
      partnerIn: [{ programme: 'CCP-MA', partner: 'technical-centre' as const }],
    };
    expect(itemReaderOf({}, centre, scope, item).all).toBe(true);
    expect(itemReaderOf({}, holding('partner'), scope, item).all).toBe(false);
  });

  it('I15: never opens a path that no pattern of a role held names, whatever the policy', () => {
    const segment = fc.constantFrom('report', 'visit', 'saving', 'photos', '*');
    const pattern = fc
      .tuple(fc.constantFrom('measures', 'answers', 'documents'), fc.array(segment, { maxLength: 2 }))
      .map(([level, rest]) => [level, ...rest].join('.'));
    const policies = fc.dictionary(fc.constantFrom(...roles), fc.array(pattern, { maxLength: 4 }));
    fc.assert(
      fc.property(policies, fc.constantFrom(...openableRoles), (policy, role) => {
        const patterns = policy[role] ?? [];
        for (const path of read(policy, holding(role))) {
          const covers = (one: string) =>
            one === path || (one.endsWith('.*') && path.startsWith(one.slice(0, -1)));
          expect(patterns.some(covers)).toBe(true);
        }
      }),
    );
  });

  it('says who sees what', () => {
    expect(whoSeesWhat({ observer: ['measures.outcome'] })).toEqual([
      { role: 'partner', opened: [] },
      { role: 'observer', opened: ['measures.outcome'] },
    ]);
  });
});
