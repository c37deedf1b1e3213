import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Party } from '#libs/domain';
import { testDatabase, type TestDatabase } from '../../../testing/src/database.js';
import { programmeRecord } from '../people.fixture.js';
import { contacts, roleGrants, substitutions } from '../schema/index.js';
import { People } from './people.js';
import { Programmes } from './programmes.js';

let test: TestDatabase;
let people: People;

beforeAll(async () => {
  test = await testDatabase();
  people = new People(test.database);
  await new Programmes(test.database).save(programmeRecord);
});
afterAll(() => test.drop());

async function mailed(
  party: Party,
  more: { organisation?: string; coordinator?: string | null; country?: string; at?: number } = {},
) {
  const found = await people.resolveParty({
    programme: 'CCP-MA',
    organisation: 'OLV-01',
    country: 'MA',
    coordinator: 'P-010',
    parties: [party],
    ...more,
  });
  return found.map(({ id }) => id);
}

describe('a programme', () => {
  it('is saved twice without a second row', async () => {
    const counts = async () => [
      await test.database.db.$count(contacts),
      await test.database.db.$count(roleGrants),
    ];
    const before = await counts();
    await new Programmes(test.database).save(programmeRecord);
    expect(await counts()).toEqual(before);
    expect(before).toEqual([3, 8]);
  });

  it('takes over what its file changed', async () => {
    const programmes = new Programmes(test.database);
    await programmes.save({ ...programmeRecord, programme: { ...programmeRecord.programme, quota: 18 } });
    expect(await programmes.get('CCP-MA')).toMatchObject({ quota: 18 });
    const taking = await programmes.organisationsOf('CCP-MA');
    expect(taking.map(({ code, partner }) => [code, partner])).toContainEqual(['CMPP', 'technical-centre']);
  });
});

describe('mail for a party', () => {
  it('goes to the contact of that function', async () => {
    expect(await mailed({ contact: 'technical' })).toEqual(['P-002']);
  });

  it('goes to the director where nobody holds the function', async () => {
    expect(await mailed({ contact: 'technical' }, { organisation: 'OLV-02' })).toEqual(['P-003']);
  });

  it("goes to the case's coordinator alone while that person holds the role", async () => {
    expect(await mailed({ role: 'coordinator' })).toEqual(['P-010']);
    expect(await mailed({ role: 'coordinator' }, { coordinator: 'P-999' })).toEqual(['P-010', 'P-011']);
  });

  it('goes to those of the partner named', async () => {
    expect(await mailed({ role: 'partner', partner: 'technical-centre' })).toEqual(['P-020']);
    expect(await mailed({ role: 'partner' })).toEqual(['P-020', 'P-021']);
  });

  it('reaches administrators of every programme', async () => {
    expect(await mailed({ role: 'administrator' })).toEqual(['P-012']);
  });

  it('I3: leaves out whoever is excluded, in person or by organisation', async () => {
    const question = { programme: 'CCP-MA', organisation: 'OLV-01', country: 'MA', coordinator: null };
    const party = { role: 'expert' } as const;
    const all = await people.resolveParty({ ...question, parties: [party] });
    const byPerson = await people.resolveParty({
      ...question,
      parties: [party],
      excluded: { persons: ['P-011'], organisations: [] },
    });
    const byHouse = await people.resolveParty({
      ...question,
      parties: [party],
      excluded: { persons: [], organisations: ['CMPP'] },
    });
    expect([all, byPerson, byHouse].map((found) => found.map(({ id }) => id))).toEqual([
      ['P-011', 'P-020'],
      ['P-020'],
      ['P-011'],
    ]);
  });
});

describe('a grant', () => {
  it('ends at its country, and holds in every programme of one only where it names the country', async () => {
    await test.database.db.insert(roleGrants).values([
      { programme: 'CCP-MA', person: 'P-003', role: 'observer', country: 'CL' },
      { programme: '*', person: 'P-002', role: 'observer', country: 'MA' },
      { programme: '*', person: 'P-001', role: 'observer', country: '*' },
    ]);
    expect(await mailed({ role: 'observer' })).toEqual(['P-002']);
    expect(await mailed({ role: 'observer' }, { country: 'CL' })).toEqual(['P-003']);
    await test.database.db.delete(roleGrants).where(eq(roleGrants.role, 'observer'));
  });
});

describe('a substitution', () => {
  const [from, to] = [1_000, 2_000];
  beforeAll(async () => {
    await test.database.db.insert(substitutions).values({
      ...{ programme: 'CCP-MA', person: 'P-010', substitute: 'P-021', startsOn: '1970-01-01' },
      ...{ endsOn: '1970-01-01', startsAt: from, endsAt: to, arrangedBy: 'P-010', arrangedAt: 0 },
    });
  });
  afterAll(() => test.database.db.delete(substitutions));

  it('has the mail of both, from its first instant to its last', async () => {
    const at = (moment: number) => mailed({ role: 'coordinator' }, { at: moment });
    expect(await at(from - 1)).toEqual(['P-010']);
    expect(await at(from)).toEqual(['P-010', 'P-021']);
    expect(await at(to - 1)).toEqual(['P-010', 'P-021']);
    expect(await at(to)).toEqual(['P-010']);
    expect(await mailed({ role: 'coordinator' })).toEqual(['P-010']);
  });

  it('I3: reaches no substitute who is excluded, nor that of somebody who is', async () => {
    const question = { programme: 'CCP-MA', organisation: 'OLV-01', country: 'MA', at: from };
    const reached = async (persons: string[], organisations: string[] = []) => {
      const excluded = { persons, organisations };
      const parties = [{ role: 'coordinator' }] as const;
      const found = await people.resolveParty({ ...question, parties, coordinator: 'P-010', excluded });
      return found.map(({ id }) => id);
    };
    expect(await reached(['P-010'])).toEqual(['P-011']);
    expect(await reached(['P-021'])).toEqual(['P-010']);
    expect(await reached([], ['CGEM'])).toEqual(['P-010']);
  });

  it('gives the rights of who is away, never an administrator’s, and names both', async () => {
    const question = {
      ...{ programme: 'CCP-MA', organisation: 'OLV-01', country: 'MA' },
      ...{ person: 'P-021', channel: 'signed-in' as const },
    };
    expect(await people.substituteFacts(question, 'P-010')).toEqual({
      ...{ person: 'P-021', organisation: 'CGEM', onBehalfOf: 'P-010', behalfOrganisation: 'WEC' },
      ...{ roles: ['coordinator'], partners: ['implementer'], functions: [], channel: 'signed-in' },
    });
    expect(await people.substituteFacts(question, 'P-012')).toMatchObject({ roles: [] });
  });
});

describe('the facts about an actor', () => {
  const facts = (person: string, organisation: string) =>
    people.actorFacts({ person, programme: 'CCP-MA', organisation, country: 'MA', channel: 'signed-in' });

  it('hold roles, partner functions and the contact functions at the case’s organisation', async () => {
    expect(await facts('P-020', 'OLV-01')).toEqual({
      person: 'P-020',
      organisation: 'CMPP',
      roles: ['expert', 'partner'],
      partners: ['technical-centre'],
      functions: [],
      channel: 'signed-in',
      onBehalfOf: null,
    });
  });

  it('give a director the functions nobody else holds, at the own organisation only', async () => {
    expect((await facts('P-003', 'OLV-02')).functions).toEqual(['director', 'technical', 'accountant']);
    expect((await facts('P-001', 'OLV-01')).functions).toEqual(['director', 'accountant']);
    expect((await facts('P-003', 'OLV-01')).functions).toEqual([]);
  });
});

describe('a person', () => {
  it('is found by e-mail without regard to case', async () => {
    expect(await people.byEmail(' P-010@Example.org ')).toMatchObject({ id: 'P-010' });
    expect(await people.byEmail('nobody@example.org')).toBeUndefined();
  });

  it('shows every role, those for all programmes as well', async () => {
    expect(await people.rolesOf('P-012')).toEqual([{ programme: '*', role: 'administrator', country: '*' }]);
  });
});
