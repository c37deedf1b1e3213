import { join } from 'node:path';
import { CompleteTask, DecideApproval, signedIn, UploadDocument, type Acted, type Actor } from '#libs/cases';
import { projectRoot } from '#libs/config';
import {
  formOf,
  loadDefinitions,
  newestOf,
  readSampleAnswers,
  sampleAnswers,
  type CaseDefinition,
} from '#libs/definitions';
import { localDateAt, type ApprovalOutcome, type CaseState, type Item } from '#libs/domain';
import { Accounts } from '#libs/identity';
import { CaseViews, People } from '#libs/persistence';
import { sampleFile } from '../apps/standalone/src/demo/sample-files.js';
import type { Services } from './installation.js';

/** Does what the people of the sample programme do, through the product's use cases, with the sample answers. */
export class Traveller {
  private readonly samples = readSampleAnswers(join(projectRoot(), 'programmes/ccp-maroc/answers.yaml'));
  private readonly definition: CaseDefinition;

  constructor(
    private readonly services: Services,
    key = 'sme-cleaner-production',
  ) {
    const definition = newestOf(loadDefinitions(join(projectRoot(), 'workflows/definitions'), 'en'), key);
    if (!definition) throw new Error(`There is no definition ${key}.`);
    this.definition = definition;
  }

  /** Somebody of the sample programme, signed in. */
  async person(id: string): Promise<Actor> {
    const viewer = await this.services(Accounts).viewer(id);
    if (!viewer) throw new Error(`The sample programme has no ${id}.`);
    return signedIn(viewer);
  }

  /** Completes a task, or decides an approval with this outcome, as the first person who may. `now` is case time. */
  async settle(state: CaseState, item: Item, outcome: ApprovalOutcome, now: number): Promise<Acted> {
    const actor = await this.whoMay(state, item);
    if (item.kind === 'approval') {
      const reason = outcome === 'approve' ? {} : { reason: 'A figure does not agree with the bills.' };
      return this.services(DecideApproval).execute(
        actor,
        { item: item.id, outcome, ...reason },
        `${item.id} ${actor.viewer.person}`,
      );
    }
    return this.complete(actor, state, item, now);
  }

  private async complete(actor: Actor, state: CaseState, item: Item, now: number): Promise<Acted> {
    const form = formOf(this.definition, item.state.key);
    if (!form || !state.calendar) throw new Error(`Task ${item.id} has no form.`);
    const today = localDateAt(state.calendar, now);
    const answers = { ...sampleAnswers(this.samples, this.definition.key, form.key, { today }) };
    for (const { key, type } of form.fields) {
      const names = answers[key];
      if (type !== 'files' || !Array.isArray(names)) continue;
      const ids: string[] = [];
      for (const name of names as string[]) {
        const { bytes, name: plain } = sampleFile(name.replace(/^file:/, ''));
        const upload = { item: item.id, field: key, name: plain, content: bytes };
        ids.push((await this.services(UploadDocument).execute(actor, upload)).id);
      }
      answers[key] = ids;
    }
    return this.services(CompleteTask).execute(actor, { item: item.id, answers }, item.id);
  }

  private async whoMay({ settings, reference }: CaseState, item: Item): Promise<Actor> {
    const row = await this.services(CaseViews).item(item.id);
    if (!settings || !row) throw new Error(`${item.id} is not in ${reference}.`);
    const spoken = row.voices.map(({ seat }) => seat);
    const found = await this.services(People).resolveParty({
      programme: settings.programme,
      organisation: settings.organisation,
      country: settings.country,
      parties: item.parties,
      coordinator: settings.coordinator,
      excluded: { persons: row.excludedPersons, organisations: row.excludedOrganisations },
    });
    const first = found.find(({ id }) => !spoken.includes(id));
    if (!first) throw new Error(`Nobody may act on ${item.id}.`);
    return this.person(first.id);
  }
}
