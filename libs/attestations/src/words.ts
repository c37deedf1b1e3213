import { join } from 'node:path';
import { projectRoot } from '#libs/config';
import { Catalogues, type Catalogue, type Language, type MessageValues } from '#libs/wording';

/** Says one message in one language. */
export type Words = (key: string, values?: MessageValues) => string;

const catalogues = new Catalogues(join(projectRoot(), 'libs/attestations/messages'), 'page');

export function wordsIn(language: Language): Words {
  return (key, values) => catalogues.say(language, 'UTC', key, values);
}

/** All messages of a language by key. */
export function wordCatalogue(language: Language): Catalogue {
  return catalogues.of(language);
}
