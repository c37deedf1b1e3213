import { join } from 'node:path';
import { projectRoot } from '#libs/config';
import { Catalogues } from '#libs/wording';

/** What no definition says: what is wrong with an answer, and what the core's own items are called. */
export const ownWords = new Catalogues(join(projectRoot(), 'libs/definitions/messages'), 'page');
