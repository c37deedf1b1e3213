import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ActingCase } from './acting-case.js';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { call } from './caller.js';
import { coordinator } from './refusals.js';

jest.setTimeout(60_000);

const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

describe('comments through the API', () => {
  let fixture: ApiFixture;
  let path: string;

  beforeAll(async () => {
    fixture = await apiFixture();
    path = `/api/v1/${(await ActingCase.opened(fixture, 'OLV-01')).path('comments')}`;
  }, 180_000);
  afterAll(() => fixture.close(), 60_000);

  function form(fields: Readonly<Record<string, string>>, ...files: readonly (readonly [string, string])[]) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    for (const [name, content] of files) body.append('files', new Blob([content]), name);
    return body;
  }

  const listed = async () => (await call(fixture, 'GET', path, { as: coordinator })).body.items;

  it('take files in the same form as the words, once for one key', async () => {
    const fields = { text: 'Le devis est là.', mentions: 'P-011' };
    const sent = { as: coordinator, key: 'with-files' };
    const files = [
      ['devis été.pdf', pdf],
      ['plan.pdf', `${pdf}%2\n`],
      ...['3', '4', '5'].map((page) => [`page ${page}.pdf`, `${pdf}%${page}\n`] as const),
    ] as const;
    const added = await call(fixture, 'POST', path, { ...sent, body: form(fields, ...files) });
    expect(added).toMatchObject({ status: 201, body: { id: expect.any(String) } });
    const again = await call(fixture, 'POST', path, { ...sent, body: form(fields, ...files) });
    expect(again.body).toEqual(added.body);
    const [comment, ...others] = await listed();
    expect(others).toEqual([]);
    expect(comment).toMatchObject({
      ...{ text: fields.text, source: 'api', mentions: [{ person: 'P-011', seen: false }] },
      documents: files.map(([name]) => ({ name, mediaType: 'application/pdf' })),
    });
    const [first] = comment.documents;
    const read = await call(fixture, 'GET', `/api/v1/documents/${first.id}`, { as: 'P-011' });
    expect([read.status, read.body]).toEqual([200, pdf]);
    expect((await call(fixture, 'GET', `/api/v1/documents/${first.id}`, { as: 'P-101' })).status).toBe(403);
  });

  it('may be files alone, and are words alone in JSON as ever', async () => {
    const alone = await call(fixture, 'POST', path, { as: coordinator, body: form({}, ['seul.pdf', pdf]) });
    expect(alone.status).toBe(201);
    const plain = await call(fixture, 'POST', path, { as: coordinator, body: { text: 'Vu.' } });
    expect(plain.status).toBe(201);
    const comments = await listed();
    expect(comments.slice(-2)).toMatchObject([
      { text: '', documents: [{ name: 'seul.pdf' }] },
      { text: 'Vu.', documents: [] },
    ]);
  });

  it.each([
    [
      'a file that is none of ours',
      form({ text: 'x' }, ['x.pdf', '<script>1</script>']),
      422,
      'document.kind-refused',
    ],
    ['nothing at all', form({}), 422, 'comment.empty'],
    ['files in JSON', { text: 'x', files: ['x'] }, 422, 'request.invalid'],
    ['words that no database keeps', form({ text: 'a\u0000b' }), 400, 'request.malformed'],
    [
      'too many files',
      form({ text: 'x' }, ...Array.from({ length: 6 }, () => ['x.pdf', pdf] as const)),
      400,
      'request.malformed',
    ],
    [
      'a file too large',
      form({ text: 'x' }, ['x.pdf', `${pdf}${' '.repeat(21 * 1024 * 1024)}`]),
      413,
      'document.too-large',
    ],
  ])('refuse %s, and keep nothing of it', async (_, body, status, code) => {
    const before = (await listed()).length;
    const answer = await call(fixture, 'POST', path, { as: coordinator, body });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await listed()).length).toBe(before);
  });

  it('are closed to whoever does not read them, files or not', async () => {
    for (const person of ['P-101', 'P-021', 'P-041']) {
      const body = form({ text: 'x' }, ['x.pdf', pdf]);
      expect([person, (await call(fixture, 'POST', path, { as: person, body })).status]).toEqual([
        person,
        403,
      ]);
    }
  });
});
