import { join } from 'node:path';
import { encodeAnswers } from '../../../console/src/index.js';
import { projectRoot } from '#libs/config';
import {
  formOf,
  loadDefinitions,
  newestOf,
  readSampleAnswers,
  sampleAnswers,
  type CaseDefinition,
  type FormDefinition,
} from '#libs/definitions';
import type { ApiPerson, WaitingItem } from './api-person.js';
import type { Reply } from './behaviour.js';
import { openLink, submitLink } from './link-person.js';

/** Carries out what the people of the demo decided to do, with the sample answers of the programme. */
export class SampleActs {
  private readonly samples = readSampleAnswers(join(projectRoot(), 'programmes/ccp-maroc/answers.yaml'));
  private readonly definition: CaseDefinition;

  constructor(
    key = 'sme-cleaner-production',
    private readonly http = fetch,
  ) {
    const found = newestOf(loadDefinitions(join(projectRoot(), 'workflows/definitions'), 'en'), key);
    if (!found) throw new Error(`There is no definition ${key}.`);
    this.definition = found;
  }

  /** Acts through the API. `today` is the case's day, `YYYY-MM-DD`. */
  async byApi(person: ApiPerson, item: WaitingItem, { act }: Reply, today: string): Promise<void> {
    if (act.kind === 'decide') {
      const { kind: _kind, reason, ...said } = act;
      const body = { ...said, ...(reason === '' ? {} : { reason }) };
      await person.post(`/api/v1/approvals/${item.id}/decisions`, body, `decide ${item.id} ${person.person}`);
      return;
    }
    const form = this.form(item.key);
    const answers = { ...this.answers(form, act.variant, today) };
    for (const field of form.fields)
      if (field.type === 'files' && Array.isArray(answers[field.key]))
        answers[field.key] = await Promise.all(
          (answers[field.key] as string[]).map((name) => person.upload(item.id, field.key, fileName(name))),
        );
    await person.post(`/api/v1/tasks/${item.id}/completion`, { answers }, `complete ${item.id}`);
  }

  /** Acts through a personal link, as the recipient of its mail. False when the page had nothing left to do. */
  async byLink(url: string, item: WaitingItem, { act }: Reply, today: string): Promise<boolean> {
    const page = await openLink(url, this.http);
    if (page.item !== item.id || act.kind !== 'complete') return false;
    const form = this.form(item.key);
    const { files, rest } = this.split(form, this.answers(form, act.variant, today));
    await submitLink(url, page, encodeAnswers(form, rest), files, this.http);
    return true;
  }

  private form(key: string): FormDefinition {
    const form = formOf(this.definition, key);
    if (!form) throw new Error(`Task ${key} has no form.`);
    return form;
  }

  private answers(form: FormDefinition, variant: string, today: string) {
    const variants = this.samples[this.definition.key]?.[form.key] ?? [];
    const known = variants.some((sample) => sample.variant === variant);
    return sampleAnswers(this.samples, this.definition.key, form.key, {
      today,
      ...(known ? { variant } : {}),
    });
  }

  private split(form: FormDefinition, answers: Readonly<Record<string, unknown>>) {
    const files: (readonly [string, string])[] = [];
    const rest = new Map(Object.entries(answers));
    for (const { key, type } of form.fields) {
      const names = rest.get(key);
      if (type !== 'files' || !Array.isArray(names)) continue;
      for (const name of names as string[]) files.push([key, fileName(name)]);
      rest.delete(key);
    }
    return { files, rest: Object.fromEntries(rest) };
  }
}

/** `file:facture.pdf` in the samples names a file to send. */
function fileName(sample: string): string {
  return sample.replace(/^file:/, '');
}
