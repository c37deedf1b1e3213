import { enterableStages, pastFields, pick, textsOf, type CaseDefinition } from '#libs/definitions';
import { contactFunctions, type ContactFunction } from '#libs/domain';
import { everyWording, folded, wordsIn } from '#libs/spreadsheets';
import { languages } from '#libs/wording';

/** What a column of an enrolment file may hold. */
export interface EnrolmentField {
  /** `name`, `director.email`, `entered.diagnostic`, `done.visit`, `answer.visit.date`. */
  readonly key: string;
  readonly group: 'company' | 'contacts' | 'path' | 'past';
  readonly heading: (language: string) => string;
  /** Every heading under which it is recognised, folded. */
  readonly known: readonly string[];
}

const companyFields = ['code', 'name', 'town', 'sector', 'country', 'employees', 'product'] as const;
const contactFields = ['name', 'email', 'phone', 'language'] as const;
const pathFields = ['definition', 'start', 'stage'] as const;

/** Fields of any programme, and those of the past of the definitions that a case can open with. */
export function enrolmentFields(definitions: readonly CaseDefinition[]): readonly EnrolmentField[] {
  return [
    ...companyFields.map((key) => plainField(key, 'company')),
    ...contactFunctions.flatMap((held) => contactFields.map((key) => contactField(held, key))),
    ...pathFields.map((key) => plainField(key, 'path')),
    ...unique(definitions.flatMap(pastOf)),
  ];
}

function plainField(key: string, group: EnrolmentField['group']): EnrolmentField {
  const synonyms = languages.flatMap((language) => wordsIn(language)(`also.${key}`).split('|').map(folded));
  return {
    ...{ key, group, heading: (language) => wordsIn(language)(`enrol.${key}`) },
    known: [key, ...everyWording(`enrol.${key}`), ...synonyms],
  };
}

function contactField(held: ContactFunction, key: string): EnrolmentField {
  const heading = (language: string) => {
    const words = wordsIn(language);
    return words(`enrol.contact-${key}`, { function: words(`function.${held}`) });
  };
  return field(`${held}.${key}`, 'contacts', heading);
}

function pastOf(definition: CaseDefinition): readonly EnrolmentField[] {
  const { stages } = definition.rules;
  const last = stages.findIndex(({ key }) => key === enterableStages(definition).at(-1));
  const title = (key: string, language: string) => textsOf(definition, key, language).title;
  return stages.slice(0, last + 1).flatMap(({ key: stage, tasks }) => [
    field(`entered.${stage}`, 'past', (language) =>
      wordsIn(language)('enrol.entered', { stage: title(stage, language) }),
    ),
    field(`left.${stage}`, 'past', (language) =>
      wordsIn(language)('enrol.left', { stage: title(stage, language) }),
    ),
    ...tasks.flatMap(({ key: task }) => {
      const asked = pastFields(definition, task);
      if (!asked) return [];
      return [
        field(`done.${task}`, 'past', (language) =>
          wordsIn(language)('enrol.done', { task: title(task, language) }),
        ),
        ...asked.map((one) =>
          field(`answer.${task}.${one.key}`, 'past', (language) =>
            wordsIn(language)('enrol.answer', {
              task: title(task, language),
              field: pick(one.label, language),
            }),
          ),
        ),
      ];
    }),
  ]);
}

function field(
  key: string,
  group: EnrolmentField['group'],
  heading: (language: string) => string,
): EnrolmentField {
  return {
    key,
    group,
    heading,
    known: [folded(key), ...languages.map((language) => folded(heading(language)))],
  };
}

function unique(fields: readonly EnrolmentField[]): readonly EnrolmentField[] {
  return [...new Map(fields.map((one) => [one.key, one])).values()];
}
