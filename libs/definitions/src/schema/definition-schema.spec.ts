import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { definitionSchema } from './definition-schema.js';

describe('definition.schema.json', () => {
  it('is the schema that definitions are checked against', () => {
    const committed: unknown = JSON.parse(
      readFileSync('workflows/definitions/definition.schema.json', 'utf8'),
    );
    expect(committed).toEqual(JSON.parse(JSON.stringify(definitionSchema)));
  });
});
