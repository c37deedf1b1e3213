import { Injectable } from '@nestjs/common';
import { enterableStages, textsOf, type CaseDefinition } from '#libs/definitions';
import { addDays } from '#libs/domain';
import { languages } from '#libs/wording';
import { wordsIn, writeCsv, writeWorkbook, type WrittenColumn, type WrittenRow } from '#libs/spreadsheets';
import type { WrittenFile } from '../workbook/export-workbook.js';
import { EnrolmentPlans } from './enrolment-plans.js';
import { enrolmentFields, type EnrolmentField } from './fields.js';

/** Lines of an empty template. */
const emptyLines = 60;

/** The file to fill in: headings, lists to choose from, examples beside it, in the reader's language. */
@Injectable()
export class EnrolmentTemplate {
  constructor(private readonly plans: EnrolmentPlans) {}

  async execute(language: string, format: 'xlsx' | 'csv'): Promise<WrittenFile> {
    const words = wordsIn(language);
    const definitions = this.plans.definitions();
    const fields = enrolmentFields(definitions);
    const name = `${words('enrolment.file-name')}.${format}`;
    if (format === 'csv')
      return { name, content: writeCsv([fields.map((field) => field.heading(language))], language) };
    const columns = fields.map((field) => columnOf(field, definitions, language));
    const editable = new Set(fields.map(({ key }) => key));
    const empty: WrittenRow = { editable, values: {} };
    const content = await writeWorkbook({
      language,
      title: words('enrolment.title'),
      sheets: [
        { name: words('sheet.enrolment'), columns, rows: Array.from({ length: emptyLines }, () => empty) },
        { name: words('sheet.examples'), columns, rows: examples(definitions, language) },
      ],
      guide: {
        name: words('sheet.guide'),
        lines: [
          words('enrolment.title'),
          ...['lines', 'needed', 'past', 'dates', 'again'].map((key) => words(`enrolment-guide.${key}`)),
        ],
      },
    });
    return { name, content };
  }
}

function columnOf(
  { key, heading }: EnrolmentField,
  definitions: readonly CaseDefinition[],
  language: string,
): WrittenColumn {
  const words = wordsIn(language);
  const isDay = key === 'start' || /^(entered|left|done)\./.test(key);
  const choices = key.endsWith('.language')
    ? languages.map((one) => words(`language.${one}`))
    : key === 'stage'
      ? stagesOf(definitions[0], language)
      : undefined;
  return {
    ...{ key, heading: heading(language), type: isDay ? 'day' : 'text', width: key === 'name' ? 30 : 20 },
    // A list of Excel holds 255 characters and parts them by commas.
    ...(choices &&
      choices.join(',').length < 250 &&
      !choices.some((one) => one.includes(',')) && { choices }),
  };
}

function stagesOf(definition: CaseDefinition | undefined, language: string): readonly string[] {
  if (!definition) return [];
  const first = definition.rules.stages[0]?.key;
  return [...(first === undefined ? [] : [first]), ...enterableStages(definition)].map(
    (key) => textsOf(definition, key, language).title,
  );
}

/** A company that begins, and one on its way. */
function examples(definitions: readonly CaseDefinition[], language: string): readonly WrittenRow[] {
  const words = wordsIn(language);
  const [definition] = definitions;
  const company = (number: number) => ({
    code: `OLV-${number}`,
    name: words('example.company', { number: String(number) }),
    town: words('example.town'),
    ...{ sector: 'olives', country: 'MA', employees: '42', product: words('example.product') },
    'director.name': words('example.director'),
    'director.email': `direction.${number}@example.org`,
    'director.phone': '+212 000 000 000',
    'director.language': words(`language.${language}`),
  });
  const stages = definition?.rules.stages.map(({ key }) => key) ?? [];
  const [first = '', second = ''] = stages;
  const begun = '2027-01-11';
  const onItsWay = {
    ...company(91),
    'technical.name': words('example.technical'),
    'technical.email': 'technique.91@example.org',
    ...(definition && { stage: textsOf(definition, second, language).title }),
    [`entered.${first}`]: begun,
    [`left.${first}`]: addDays(begun, 28),
  };
  return [company(90), onItsWay].map((values) => ({ editable: new Set<string>(), values }));
}
