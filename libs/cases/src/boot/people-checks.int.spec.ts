import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { and, eq, inArray } from 'drizzle-orm';
import { projectRoot, SettableClock } from '#libs/config';
import { cases, Definitions, Programmes, roleGrants } from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../../../testing/src/database.js';
import { DefinitionLibrary } from '../definition-library.js';
import { DirectoryRows } from '../people/directory-rows.js';
import { PeopleGapReader } from '../people/people-gap-reader.js';
import { ImportProgramme } from './import-programme.js';
import { PeopleChecks } from './people-checks.js';

const definitionsDir = join(projectRoot(), 'workflows/definitions');

describe('the people of a programme at boot', () => {
  let test: TestDatabase;
  let checks: PeopleChecks;
  let importing: ImportProgramme;

  beforeAll(async () => {
    test = await testDatabase();
    const { database } = test;
    const library = new DefinitionLibrary({ definitionsDir, language: 'en' }, new Definitions(database));
    const programmes = new Programmes(database);
    checks = new PeopleChecks(
      PeopleGapReader.on(database, definitionsDir),
      library,
      new Definitions(database),
      programmes,
    );
    const rows = new DirectoryRows(database);
    importing = new ImportProgramme(programmes, rows, library, new SettableClock(Date.now()), checks);
  });
  afterAll(() => test.drop());

  const leave = (...persons: readonly string[]) =>
    test.database.db
      .delete(roleGrants)
      .where(and(eq(roleGrants.role, 'committee'), inArray(roleGrants.person, persons)));

  it('are enough in the sample', async () => {
    const { warnings } = await importing.execute(join(projectRoot(), 'programmes/ccp-maroc'));
    expect(warnings).toEqual([]);
    expect(await checks.problems()).toEqual([]);
  });

  it('keep a programme without cases from nothing', async () => {
    await leave('P-032', 'P-033', 'P-034', 'P-035');
    expect(await checks.problems()).toEqual([]);
  });

  it('I3, I16: refuse a new definition that a programme with cases could not follow', async () => {
    const opened = { kind: 'technical-assistance', status: 'open', programme: 'CCP-MA' } as const;
    await test.database.db.insert(cases).values({
      ...{
        ...opened,
        reference: 'CCP-MA-2026-0001',
        seq: 1,
        engine: 1,
        organisation: 'OLV-01',
        country: 'MA',
      },
      ...{ coordinator: 'P-001', definition: 'sme-cleaner-production', definitionVersion: 1 },
      ...{
        openedAt: Date.now(),
        calendar: 'MA',
        overdue: false,
        waitingOn: [],
        openIncidents: 0,
        stage: 'enrolment',
      },
    });
    expect(await checks.problems()).toEqual([
      expect.stringMatching(/^Programme CCP-MA, sme-cleaner-production@2: the approval "admission" needs 2/),
    ]);
  });

  it('start all the same when they left after it was registered', async () => {
    await new Definitions(test.database).register('sme-cleaner-production', 2, 'hash', {});
    expect(await checks.problems()).toEqual([]);
  });
});
