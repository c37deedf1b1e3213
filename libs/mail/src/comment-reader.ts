import { commentOfMail, Comments, Documents, People, type Database, type Mail } from '#libs/persistence';
import type { CommentFacts } from './mail-facts.js';

/** The comment that a mention's mail tells of. */
export async function readComment(database: Database, { id }: Pick<Mail, 'id'>): Promise<CommentFacts> {
  const found = await new Comments(database).get(commentOfMail(id) ?? '');
  if (!found) throw new Error(`There is no comment behind the mail ${id}.`);
  const [author, files] = await Promise.all([
    new People(database).person(found.person),
    new Documents(database).ofComments(found.reference),
  ]);
  return {
    by: author?.name ?? found.person,
    text: found.text,
    files: files.filter(({ comment }) => comment === found.id).map(({ name }) => name),
  };
}
