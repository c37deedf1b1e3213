import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/config';
import { readDefinition, type CaseDefinition } from '#libs/definitions';
import { Definitions } from '#libs/persistence';
import { testDatabase, type TestDatabase } from '../../../testing/src/database.js';
import { registerDefinition } from './register-definition.js';

const file = join(projectRoot(), 'workflows/definitions/partnership-agreement.yaml');

function read(change: (text: string) => string = (text) => text): CaseDefinition {
  const reading = readDefinition({ file, text: change(readFileSync(file, 'utf8')) });
  if ('problems' in reading) throw new Error(reading.problems.map(({ message }) => message).join('\n'));
  return reading.definition;
}

describe('a definition file at boot', () => {
  let test: TestDatabase;
  let definitions: Definitions;

  beforeAll(async () => {
    test = await testDatabase();
    definitions = new Definitions(test.database);
  });
  afterAll(() => test.drop());

  const title = async () => {
    const stored = await definitions.find('partnership-agreement', 1);
    return (stored?.body as CaseDefinition).title;
  };

  it('is registered once, in the words it has', async () => {
    const first = read((text) =>
      text.replace(/\n *ar: اتفاقية شراكة/, '').replace('Partnership agreement', 'Partnership agrement'),
    );
    expect(await registerDefinition(definitions, first)).toEqual([]);
    expect(await registerDefinition(definitions, first)).toEqual([]);
    expect(await title()).toEqual({
      ...{ fr: 'Convention de partenariat', en: 'Partnership agrement', es: 'Convenio de colaboración' },
    });
  });

  it('may learn a language and mend a typo under the same version: running cases are read in the new words', async () => {
    expect(await registerDefinition(definitions, read())).toEqual([]);
    expect(await title()).toMatchObject({ en: 'Partnership agreement', ar: 'اتفاقية شراكة' });
  });

  it('I9, I16: refuses boot when it asks something else under the same version', async () => {
    const [problem] = await registerDefinition(
      definitions,
      read((text) => text.replace('due: 30 working days', 'due: 31 working days')),
    );
    expect(problem).toBe(
      'Definition partnership-agreement changed without a new version: restore the file of version 1, or raise its version.',
    );
    expect(await title()).toMatchObject({ en: 'Partnership agreement' });
  });

  it('I9, I16: refuses boot when a text changed that somebody may have signed', async () => {
    const [problem] = await registerDefinition(
      definitions,
      read((text) => text.replace('and am entitled to commit it', 'and commit it')),
    );
    expect(problem).toContain('(agreement-signature.signature.agreement.en)');
  });

  it('takes over what was registered when hashes still held the words', async () => {
    const now = read();
    await definitions.reword('partnership-agreement', 1, 'of words, too', {
      ...now,
      title: { fr: 'A', en: 'B' },
    });
    expect(await registerDefinition(definitions, now)).toEqual([]);
    expect(await definitions.find('partnership-agreement', 1)).toMatchObject({ hash: now.hash });
    expect(await title()).toEqual(now.title);
  });
});
