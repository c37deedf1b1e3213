import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Party } from '#libs/domain';
import { testDatabase, type TestDatabase } from '../../../testing/src/database.js';
import { programmeRecord } from '../people.fixture.js';
import { contacts, roleGrants } from '../schema/index.js';
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

async function mailed(party: Party, more: { organisation?: string; coordinator?: string | null } = {}) {
  const found = await people.resolveParty({
    programme: 'CCP-MA',
    organisation: 'OLV-01',
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
    const question = { programme: 'CCP-MA', organisation: 'OLV-01', coordinator: null };
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

describe('the facts about an actor', () => {
  const facts = (person: string, organisation: string) =>
    people.actorFacts({ person, programme: 'CCP-MA', organisation, channel: 'signed-in' });

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
    expect(await people.rolesOf('P-012')).toEqual([{ programme: '*', role: 'administrator' }]);
  });
});
