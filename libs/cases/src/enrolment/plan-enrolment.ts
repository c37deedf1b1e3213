import { enterableStages, type CaseDefinition } from '#libs/definitions';
import type { LocalDate, PartnerFunction } from '#libs/domain';
import type { CaseListRow, Organisation, Programme } from '#libs/persistence';
import type { PersonRecord } from '../people/directory-rows.js';
import type { EarlierInput } from '../usecases/earlier-path.js';
import type { EnrolmentLine, EnrolmentProblem } from './line.js';
import { planPeople } from './plan-people.js';
import type { PlannedLine, PlannedOpening, PlannedOrganisation } from './plan.js';
import { problem } from './read-lines.js';
import { areSimilar, bareName } from './similar.js';

/** Everything that the lines are compared with. */
export interface Known {
  readonly programme: Programme;
  readonly organisations: readonly (Organisation & { readonly partner: PartnerFunction | null })[];
  /** Codes that organisations of other programmes hold. */
  readonly taken: ReadonlySet<string>;
  readonly people: readonly PersonRecord[];
  readonly cases: readonly CaseListRow[];
  /** That a case can open with, newest versions. */
  readonly definitions: readonly CaseDefinition[];
  /** Day on which the programme's people live. */
  readonly today: LocalDate;
  readonly mayMoveMail: (person: PersonRecord) => boolean;
  /** Whether cases are to be opened at all. */
  readonly opens: boolean;
}

/** What would become of every line, in the order of the file. Pure. */
export function planEnrolment(lines: readonly EnrolmentLine[], known: Known): readonly PlannedLine[] {
  const planned: PlannedLine[] = [];
  for (const line of lines) planned.push(planLine(line, known, planned));
  return planned;
}

function planLine(line: EnrolmentLine, known: Known, earlier: readonly PlannedLine[]): PlannedLine {
  const problems: EnrolmentProblem[] = [...line.problems];
  const note = (
    code: EnrolmentProblem['code'],
    level: EnrolmentProblem['level'],
    about: string | null = null,
  ) => problems.push(problem(code, level, line.place, about));
  const found = findOrganisation(line, known);
  const twice = earlier.find((one) => isSameCompany(one, line, found?.code ?? null));
  if (twice) note('line-twice', 'error', twice.line.place);
  if (!found && line.code !== null && known.taken.has(line.code)) note('code-taken', 'error', line.code);
  if (found && found.partner !== null) note('is-partner', 'error', found.name);
  if (!found && line.name === null) note('name-missing', 'error');
  const organisation = planOrganisation(line, known, found, earlier);
  if (organisation.row.sector === '' && !line.problems.some(({ code }) => code === 'sector-missing'))
    note('sector-missing', 'error');
  if (found && line.name !== null && !areSimilar(found.name, line.name))
    note('renamed', 'warning', found.name);
  if (!found && line.name !== null) {
    const alike = [...known.organisations, ...earlier.flatMap((one) => one.organisation?.row ?? [])].find(
      ({ name }) => areSimilar(name, line.name ?? ''),
    );
    if (alike && !twice) note('similar', 'warning', `${alike.name} (${alike.code})`);
  }
  const { people, problems: about } = planPeople({
    ...{ line, known: known.people, mayMoveMail: known.mayMoveMail },
    organisation: organisation.row.code,
    language: known.programme.languages[0] ?? 'fr',
  });
  const opening = planOpening(line, known, organisation.row.code, note);
  return { line, organisation, people, opening, problems: [...problems, ...about] };
}

/** By its code or, where the file gives none, by its name. */
function findOrganisation({ code, name }: EnrolmentLine, { organisations }: Known) {
  if (code !== null) return organisations.find((one) => one.code === code);
  const bare = name === null ? '' : bareName(name);
  return bare === '' ? undefined : organisations.find((one) => bareName(one.name) === bare);
}

function isSameCompany(
  { line, organisation }: PlannedLine,
  other: EnrolmentLine,
  found: string | null,
): boolean {
  if (found !== null) return organisation?.row.code === found;
  if (other.code !== null || line.code !== null) return other.code === line.code;
  return other.name !== null && line.name !== null && bareName(other.name) === bareName(line.name);
}

function planOrganisation(
  line: EnrolmentLine,
  known: Known,
  found: Organisation | undefined,
  earlier: readonly PlannedLine[],
): PlannedOrganisation {
  const { country } = known.programme;
  const sector = line.sector ?? found?.sector ?? '';
  const row: Organisation = {
    code: found?.code ?? line.code ?? nextCode(sector, known, earlier),
    name: line.name ?? found?.name ?? '',
    country: line.country ?? found?.country ?? country,
    sector,
    town: line.town ?? found?.town ?? null,
    employees: line.employees ?? found?.employees ?? null,
    product: line.product ?? found?.product ?? null,
    sample: found?.sample ?? false,
  };
  if (!found) return { fate: 'add', row, before: {} };
  const columns = ['name', 'country', 'sector', 'town', 'employees', 'product'] as const;
  const changed = columns.filter((key) => row[key] !== found[key]);
  return {
    fate: changed.length > 0 ? 'change' : 'keep',
    row,
    before: Object.fromEntries(changed.map((key) => [key, found[key]])),
  };
}

/** The next number under the letters that companies of the sector have: `OLV-19` for the nineteenth of the olives. */
function nextCode(sector: string, { organisations, taken }: Known, earlier: readonly PlannedLine[]): string {
  const all = [...organisations, ...earlier.flatMap((one) => one.organisation?.row ?? [])];
  const like = all
    .filter((one) => one.sector === sector)
    .flatMap(({ code }) => /^([A-Z]+)-\d+$/.exec(code)?.[1] ?? []);
  const letters =
    like.at(-1) ??
    (sector
      .replaceAll(/[^a-z]/g, '')
      .slice(0, 3)
      .toUpperCase() ||
      'ORG');
  const codes = new Set([...all.map(({ code }) => code), ...taken]);
  for (let number = 1; ; number += 1) {
    const code = `${letters}-${String(number).padStart(2, '0')}`;
    if (!codes.has(code)) return code;
  }
}

function planOpening(
  line: EnrolmentLine,
  { definitions, cases, today, opens }: Known,
  organisation: string,
  note: (code: EnrolmentProblem['code'], level: EnrolmentProblem['level'], about?: string | null) => void,
): PlannedOpening | null {
  const none = (
    because: Extract<PlannedOpening, { fate: 'none' }>['because'],
    reference: string | null = null,
  ) => ({ fate: 'none', because, reference }) as const;
  if (!opens) return none('not-asked');
  if (line.definition === null && definitions.length !== 1) note('definition-needed', 'error');
  const definition = definitions.find(({ key }) => key === line.definition) ?? definitions[0];
  if (!definition) return null;
  const own = cases.filter((one) => one.organisation === organisation && one.definition === definition.key);
  const [standing] = [...own].sort((a, b) => Number(b.status === 'open') - Number(a.status === 'open'));
  if (standing) return none(standing.status === 'open' ? 'has-case' : 'had-case', standing.reference);
  if (line.start !== null && line.start > today) {
    note('starts-later', 'warning', line.start);
    return none('starts-later');
  }
  const earlier = earlierOf(line, definition);
  if (line.start !== null && line.start < today && !earlier) note('starts-today', 'warning', line.start);
  return { fate: 'open', definition: definition.key, earlier };
}

/** What lies behind the company; a stage ends on the day the next one begins, and the first begins with the path, unless told. */
function earlierOf(line: EnrolmentLine, definition: CaseDefinition): EarlierInput | null {
  const keys = definition.rules.stages.map(({ key }) => key);
  const stage = line.stage ?? keys[0] ?? '';
  const tasksOf = (of: string) =>
    (definition.rules.stages.find(({ key }) => key === of)?.tasks ?? []).flatMap(({ key }) => {
      const completedOn = line.done.get(key);
      const answers = line.answers.get(key);
      return completedOn === undefined ? [] : [{ key, completedOn, ...(answers && { answers }) }];
    });
  const past = keys.slice(0, keys.indexOf(stage));
  const tasks = tasksOf(stage);
  if (past.length === 0 && tasks.length === 0) return null;
  if (past.length > 0 && !enterableStages(definition).includes(stage)) return null;
  const enteredOn = (index: number) =>
    line.entered.get(past[index] ?? stage) ?? (index === 0 ? (line.start ?? undefined) : undefined);
  return {
    ...{ stage, tasks },
    stages: past.flatMap((key, index) => {
      const entered = enteredOn(index) ?? line.left.get(past[index - 1] ?? '');
      const left = line.left.get(key) ?? line.entered.get(past[index + 1] ?? stage);
      if (entered === undefined && left === undefined && tasksOf(key).length === 0) return [];
      return { key, enteredOn: entered ?? '', leftOn: left ?? '', tasks: tasksOf(key) };
    }),
  };
}
