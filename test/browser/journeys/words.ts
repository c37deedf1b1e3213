import { join } from 'node:path';
import { projectRoot } from '#libs/config';
import {
  formOf,
  loadDefinitions,
  newestOf,
  outcomeText,
  pick,
  textsOf,
  type FormDefinition,
  type Localised,
} from '#libs/definitions';
import type { Language } from '#libs/wording';
import { monthText, speechFor, type MessageValues } from '../../../apps/console/src/text/messages.js';

const timeZone = 'Africa/Casablanca';
const path = newestOf(
  loadDefinitions(join(projectRoot(), 'workflows/definitions'), 'en'),
  'sme-cleaner-production',
)!;

/** What pages say in one language: the console's messages, and the words of the reference path itself. */
export class Words {
  constructor(readonly language: Language) {}

  say(key: string, values?: MessageValues): string {
    return speechFor(this.language, timeZone).say(key, values);
  }

  of(text: Localised): string {
    return pick(text, this.language);
  }

  month(month: string): string {
    return monthText(speechFor(this.language), month);
  }

  /** Of a task, an approval or a stage, by its key as it runs. */
  title(key: string): string {
    return textsOf(path, key, this.language).title;
  }

  outcome(key: string): string {
    return outcomeText(path, key, this.language);
  }

  form(task: string): FormDefinition {
    const form = formOf(path, task);
    if (!form) throw new Error(`${task} has no form.`);
    return form;
  }
}

/** As somebody reads it: without the marks that keep two directions apart, and with one kind of space. */
export function plain(text: string): string {
  return text
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
