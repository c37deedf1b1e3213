import { isCountry, timeZoneOf } from '#libs/calendars';
import { optionText, outcomeText, templateKey, textsOf, type CaseDefinition } from '#libs/definitions';
import { partyName, type ExtensionRule, type Instant, type ItemRow, type Party } from '#libs/domain';
import { belongsTo, may, mayInProgramme, mayViewItem, type Reader, type Viewer } from '#libs/identity';
import {
  functionHeld,
  type CaseListRow,
  type ContactRow,
  type MeasureRow,
  type Organisation,
  type Programme,
} from '#libs/persistence';
import { hasWords, type Words } from '#libs/spreadsheets';
import { dayIn as dayInZone } from '#libs/wording';
import type { MeasureView } from '../queries/views.js';
import { rowName, type DataRow, type RowValues, type SheetKey } from './sheets.js';

/** Everything around a case that its rows are made of. */
export interface Around {
  readonly viewer: Viewer;
  readonly row: CaseListRow;
  readonly definition: CaseDefinition;
  readonly organisation: Organisation | undefined;
  /** Name of the case's coordinator. */
  readonly coordinator: string;
  readonly contacts: readonly ContactRow[];
  readonly items: readonly ItemRow[];
  readonly measures: readonly MeasureRow[];
  readonly reader: Reader;
  readonly language: string;
  readonly words: Words;
  /** The day of an instant where the programme is. */
  readonly dayIn: (at: Instant) => string;
}

export function caseRow(around: Around): DataRow {
  const { viewer, row, definition, organisation, words, dayIn, items } = around;
  const seesContact = may(viewer, 'log-contact', row);
  const open = row.status === 'open';
  const waiting = items.filter(({ status }) => status === 'open').flatMap(({ parties }) => parties);
  const values = {
    reference: row.reference,
    ...companyOf(around),
    town: organisation?.town ?? null,
    sector: organisation?.sector ?? null,
    coordinator: around.coordinator,
    stage: row.stage === null ? null : textsOf(definition, row.stage, around.language).title,
    status: statusText(around),
    nextDue: row.due === null ? null : dayIn(row.due),
    overdue: row.overdue ? words('value.yes') : null,
    waitingOn: open ? partiesText(around, waiting) : null,
    lastContact: seesContact && row.lastContactAt !== null ? dayIn(row.lastContactAt) : null,
    promised: seesContact ? row.promisedFor : null,
    contactHow: null,
    contactSaid: null,
  };
  return dataRow('cases', around, values, [
    ...(mayInProgramme(viewer, 'edit-people', row.programme) ? ['organisationName', 'town'] : []),
    ...(open && seesContact ? ['promised', 'contactHow', 'contactSaid'] : []),
  ]);
}

export function taskRow(around: Around, item: ItemRow): DataRow {
  const { definition, language, words, dayIn } = around;
  const measure = around.measures.find(({ key }) => key === item.milestone);
  const about = measure && around.reader.reads('measures.title') ? measure.title : item.milestone;
  const { title } = textsOf(definition, item.key, language);
  const values = {
    task: item.id,
    reference: item.reference,
    organisationName: companyOf(around).organisationName,
    title: about === null ? title : `${title}: ${about}`,
    stage: textsOf(definition, item.stage, language).title,
    assignee: partiesText(around, item.parties),
    openedOn: dayIn(item.openedAt),
    due: dayIn(item.due),
    dueReason: null,
    status: words(`status.${item.status}`),
    overdue: item.overdue && item.status === 'open' ? words('value.yes') : null,
    settledOn: item.settledAt === null ? null : dayIn(item.settledAt),
  };
  return dataRow('tasks', around, values, mayMoveDue(around, item) ? ['due', 'dueReason'] : []);
}

/** Where the definition lets more time be granted, and the reader is one who grants it. */
function mayMoveDue({ viewer, row, definition }: Around, item: ItemRow): boolean {
  const rule = extensionOf(definition, item);
  return (
    rule !== undefined &&
    item.status === 'open' &&
    row.status === 'open' &&
    !item.parties.some((party) => belongsTo(viewer, party, row)) &&
    mayViewItem(item, row, viewer) &&
    may(viewer, 'extend-deadline', row) &&
    belongsTo(viewer, rule.decider, row)
  );
}

function extensionOf({ rules, ...definition }: CaseDefinition, item: ItemRow): ExtensionRule | undefined {
  const key = templateKey({ rules, ...definition }, item.key);
  const stage = rules.stages.find((one) => one.key === item.stage);
  if (item.kind !== 'task' || !stage) return undefined;
  const { tasks, milestones } = stage;
  return (
    tasks.find((task) => task.key === key)?.extension ??
    [milestones?.evidence].find((evidence) => evidence?.key === key)?.extension
  );
}

export function measureRow(around: Around, measure: MeasureView): DataRow {
  const { row, definition, language, words } = around;
  const { key, title, theme, arc, cost, yearlySaving, chosen, plannedFor, budget, financing } = measure;
  const label = (path: [string, string, string], value: string | null) =>
    value === null ? null : optionText(definition, path, value, language);
  const { outcome } = measure;
  const values = {
    reference: row.reference,
    measure: key,
    ...companyOf(around),
    measureTitle: title,
    theme: label(['options', 'options', 'theme'], theme),
    ...{ arc, cost, yearlySaving },
    payback: cost !== null && yearlySaving !== null && yearlySaving > 0 ? cost / yearlySaving : null,
    chosen: chosen === null ? null : words(chosen ? 'value.yes' : 'value.no'),
    ...{ plannedFor, budget },
    financing: label(['choice', 'plan', 'financing'], financing),
    outcome: outcome === null ? null : words(`outcome.${outcome}`),
  };
  return dataRow('measures', around, values, []);
}

/** One row a contact and company, however many cases it has. */
export function contactRows(arounds: readonly Around[]): readonly DataRow[] {
  const rows = new Map<string, DataRow>();
  for (const around of arounds) {
    const { viewer, row, contacts, words } = around;
    if (!may(viewer, 'view-people', row)) continue;
    const editable = mayInProgramme(viewer, 'edit-people', row.programme)
      ? ['name', 'email', 'phone', 'language']
      : [];
    for (const { id, functions, name, email, phone, language } of contacts) {
      const values = {
        person: id,
        ...companyOf(around),
        functions: functions.map((held) => words(`party.${held}`)).join(', '),
        ...{ name, email, phone },
        language: hasWords(`language.${language}`) ? words(`language.${language}`) : language,
      };
      const made = dataRow('contacts', around, values, editable);
      rows.set(made.name, { ...made, reference: null });
    }
  }
  return [...rows.values()];
}

function companyOf({ row, organisation }: Around) {
  return { organisation: row.organisation, organisationName: organisation?.name ?? row.organisation };
}

function dataRow(
  sheet: SheetKey,
  { row: { reference, programme } }: Around,
  values: RowValues,
  editable: readonly string[],
): DataRow {
  const name = rowName(sheet, (column) => String(values[column] ?? ''));
  return { name, reference, programme, values, editable: new Set(editable) };
}

function statusText({ row, definition, language, words }: Around): string {
  if (row.status === 'open') return words(row.suspendedAt === null ? 'status.case-open' : 'status.suspended');
  return row.outcome === null ? words('status.case-closed') : outcomeText(definition, row.outcome, language);
}

/** Names for whoever may see people, the role for everybody else. */
function partiesText(around: Around, parties: readonly Party[]): string | null {
  return [...new Set(parties.flatMap((party) => partyText(around, party)))].join(', ') || null;
}

function partyText({ viewer, row, contacts, coordinator, words }: Around, party: Party): readonly string[] {
  const isNamed = may(viewer, 'view-people', row);
  if (isNamed && 'contact' in party) {
    const holders = contacts.flatMap(({ id, functions }) =>
      functions.map((held) => ({ person: id, function: held })),
    );
    const held = functionHeld({ contacts: holders }, party.contact);
    const names = contacts.filter(({ functions }) => functions.includes(held)).map(({ name }) => name);
    if (names.length > 0) return names;
  }
  if (isNamed && 'role' in party && party.role === 'coordinator') return [coordinator];
  const key = `party.${'contact' in party ? party.contact : 'role' in party ? party.role : ''}`;
  return [hasWords(key) ? words(key) : partyName(party)];
}

/** Days as the programme's people count them. */
export function dayFormat(programme: Programme | undefined): (at: Instant) => string {
  const timeZone = programme && isCountry(programme.country) ? timeZoneOf(programme.country) : 'UTC';
  return (at) => dayInZone(timeZone, at);
}
