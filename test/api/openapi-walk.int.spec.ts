import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleFile } from '../../apps/standalone/src/demo/sample-files.js';
import type { Acted, CaseView, DocumentView, ItemView, Page, TrailEntry, WorkItem } from '#libs/cases';
import { projectRoot } from '#libs/config';
import { readSampleAnswers, sampleAnswers, type FormDefinition } from '#libs/definitions';
import { apiFixture, type ApiFixture } from './api-fixture.js';
import { generateClient, type Answered, type GeneratedClient } from './generated-client.js';

const definition = 'sme-cleaner-production';
/** Director, technical contact, coordinator, two experts, the technical centre, two of the committee. */
const everybody = ['P-101', 'P-102', 'P-001', 'P-011', 'P-012', 'P-021', 'P-031', 'P-032'];

describe('a client generated from the OpenAPI document', () => {
  const samples = readSampleAnswers(join(projectRoot(), 'programmes/ccp-maroc/answers.yaml'));
  let fixture: ApiFixture;
  let generated: GeneratedClient | undefined;
  beforeAll(async () => {
    fixture = await apiFixture();
    generated = await generateClient(fixture.url);
  }, 90_000);
  afterAll(async () => {
    generated?.remove();
    await fixture.close();
  }, 60_000);

  /** Calls an operation as a person; fails on every problem. */
  async function as<T>(person: string, operation: string, options: object = {}): Promise<T> {
    const call = generated?.operations[operation];
    if (!generated || !call) throw new Error(`The document has no operation ${operation}.`);
    const token = await fixture.token(person);
    let answered: Answered<T>;
    // Slow machines take longer than the API waits; it asks to send the same again.
    do answered = await call<T>({ ...generated.as(token), ...options });
    while (answered.response.status === 503);
    const { data, error } = answered;
    if (error !== undefined) throw new Error(`${operation} as ${person}: ${JSON.stringify(error)}`);
    return data as T;
  }

  const acting = () => ({ headers: { 'Idempotency-Key': randomUUID() } });

  async function settle(person: string, { id, kind }: WorkItem): Promise<void> {
    const path = { id };
    if (kind === 'approval') {
      const { decision } = await as<ItemView>(person, 'getApproval', { path });
      expect(decision?.outcomes).toContain('approve');
      await as<Acted>(person, 'decideApproval', { path, body: { outcome: 'approve' }, ...acting() });
      return;
    }
    const { form, answers: saved } = await as<ItemView>(person, 'getTask', { path });
    if (!form) throw new Error(`Task ${id} has no form.`);
    expect(saved).toEqual({});
    const answers = await withUploads(person, id, form);
    const request = { path, body: { answers }, ...acting() };
    const acted = await as<Acted>(person, 'completeTask', request);
    expect(await as<Acted>(person, 'completeTask', request)).toEqual(acted);
  }

  async function withUploads(
    person: string,
    id: string,
    form: FormDefinition,
  ): Promise<Record<string, unknown>> {
    const today = new Date().toISOString().slice(0, 10);
    const answers: Record<string, unknown> = { ...sampleAnswers(samples, definition, form.key, { today }) };
    for (const { key, type } of form.fields) {
      if (type !== 'files' || !Array.isArray(answers[key])) continue;
      const ids: string[] = [];
      for (const name of answers[key] as string[]) {
        const { bytes, mediaType, name: fileName } = sampleFile(name.replace(/^file:/, ''));
        const file = new File([bytes], fileName, { type: mediaType });
        const uploaded = await as<DocumentView>(person, 'uploadDocument', {
          path: { id },
          body: { field: key, file },
        });
        expect(uploaded).toMatchObject({ item: id, field: key, name: fileName, draft: true });
        ids.push(uploaded.id);
      }
      answers[key] = ids;
    }
    return answers;
  }

  it('walks a case from its opening to its end', async () => {
    const { reference } = await as<Acted>('P-001', 'openCase', {
      body: { programme: 'CCP-MA', organisation: 'OLV-01', definition },
      ...acting(),
    });
    const path = { reference };
    const view = () => as<CaseView>('P-001', 'getCase', { path });
    const settled: string[] = [];
    for (let before = -1; before < settled.length && (await view()).case.status === 'open';) {
      before = settled.length;
      for (const person of everybody) {
        const { items } = await as<Page<WorkItem>>(person, 'getWorklist', { query: { limit: 200 } });
        for (const item of items.filter((found) => found.reference === reference && found.mayAct)) {
          await settle(person, item);
          settled.push(item.key);
        }
      }
    }
    const end = await view();
    expect({ settled, status: end.case.status }).toMatchObject({ status: 'closed' });
    expect(end.case).toMatchObject({ outcome: 'completed', openIncidents: 0, waitingOn: [] });
    expect(end.measures?.filter(({ chosen }) => chosen).map(({ outcome }) => outcome)).toEqual(
      Array(4).fill('implemented'),
    );
    expect(settled).toEqual(
      expect.arrayContaining(['application', 'admission', 'conformity', 'publication-approval']),
    );
    const trail = await as<Page<TrailEntry>>('P-001', 'getTrail', { path, query: { limit: 200 } });
    expect(trail.items.at(-1)?.events).toContainEqual({ type: 'case-closed', outcome: 'completed' });
    const documents = await as<Page<DocumentView>>('P-001', 'listDocuments', { path });
    expect(documents.items.filter(({ draft }) => draft)).toEqual([]);
    const [first] = documents.items;
    const content = await as<Blob>('P-001', 'getDocument', { path: { id: first!.id }, parseAs: 'blob' });
    expect(content.size).toBe(first!.size);
  }, 180_000);
});
