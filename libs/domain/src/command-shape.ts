import { isLocalDate } from './business-time.js';
import { dayNumber, isWorkingDay, companyCalendar, addDays } from './business-time.js';
import {
  approvalOutcomes,
  channels,
  contactFunctions,
  partnerFunctions,
  replanReasons,
  roles,
  type CalendarSnapshot,
  type Command,
} from './model/index.js';
import { fields, flag, integer, isRecord, list, nullable, oneOf, text, type Shape } from './shape.js';

const localDate: Shape = (value) => (isLocalDate(value) ? null : []);
const any: Shape = () => null;
const count: Shape = (value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? null : []);
const minuteOfDay: Shape = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 1440 ? null : [];

/** Further than any zone lies from UTC. */
const offset: Shape = (value) => (Number.isSafeInteger(value) && Math.abs(Number(value)) < 1440 ? null : []);

/** Ten years, in days: what a programme keeps for its close-out is less. */
const closeOut: Shape = (value) => (count(value) === null && Number(value) <= 3650 ? null : []);

const positive: Shape = (value) => (Number.isSafeInteger(value) && Number(value) > 0 ? null : []);

const actor = fields(
  {
    person: text,
    organisation: nullable(text),
    roles: list(oneOf(roles)),
    partners: list(oneOf(partnerFunctions)),
    functions: list(oneOf(contactFunctions)),
    channel: oneOf(channels),
    onBehalfOf: nullable(text),
  },
  { behalfOrganisation: text, declared: oneOf([true]), via: text },
);

const header = { request: text, act: fields({ id: text, hash: text }), actor };

const calendarFields = fields(
  {
    key: text,
    version: text,
    timeZone: text,
    offsets: list(fields({ from: integer, minutes: offset })),
    weekend: list(oneOf([1, 2, 3, 4, 5, 6, 7])),
    holidays: list(localDate),
    hours: fields({ opens: minuteOfDay, closes: minuteOfDay }),
    horizon: fields({ from: localDate, to: localDate }),
  },
  { closed: list(fields({ from: localDate, to: localDate })) },
);

/** A week without a working day would make every count endless. */
const calendar: Shape = (value) => {
  const mismatch = calendarFields(value);
  if (mismatch || !isRecord(value)) return mismatch ?? [];
  if (!Array.isArray(value['weekend']) || new Set(value['weekend']).size === 7) return ['weekend'];
  // The fields were checked above; this only gives the record its name.
  const snapshot = value as unknown as CalendarSnapshot;
  const { from, to } = snapshot.horizon;
  if (from > to || dayNumber(to) - dayNumber(from) > longestHorizon) return ['horizon'];
  if (snapshot.hours.opens >= snapshot.hours.closes) return ['hours'];
  if ((snapshot.closed ?? []).some((each) => each.from > each.to || each.from < from || each.to > to))
    return ['closed'];
  return everWorks(companyCalendar(snapshot)) ? null : ['holidays'];
};

/** Two hundred years, in days: a bound on the work that hostile input can ask for. */
const longestHorizon = 200 * 366;

function everWorks(calendar: CalendarSnapshot): boolean {
  for (let day = calendar.horizon.from; day <= calendar.horizon.to; day = addDays(day, 1))
    if (isWorkingDay(calendar, day)) return true;
  return false;
}

const settings = fields({
  programme: text,
  organisation: text,
  country: text,
  sector: text,
  coordinator: text,
  endsOn: localDate,
  closeOutDays: closeOut,
  reminderAt: minuteOfDay,
  consoleUrl: text,
});

const earlierTasks = list(fields({ key: text, completedOn: localDate, facts: any }));
const earlier = fields({
  stage: text,
  stages: list(fields({ key: text, enteredOn: localDate, leftOn: localDate, tasks: earlierTasks })),
  tasks: earlierTasks,
});

const type = any;

/** Rules and facts are checked by what knows them, with better words than a shape has. */
const commands: Readonly<Record<Command['type'], Shape>> = {
  open: fields({ type, ...header, rules: any, rulesHash: text, calendar, settings }, { earlier }),
  'complete-task': fields({ type, ...header, task: text, facts: any, documents: count }),
  decide: fields(
    { type, ...header, approval: text, outcome: oneOf(approvalOutcomes), reopens: list(text) },
    { conditions: list(fields({ date: text })), reasoned: flag, rank: positive },
  ),
  transcribe: fields({ type, ...header, task: text, facts: any, documents: count }),
  'confirm-transcription': fields({ type, ...header, task: text }, { since: integer }),
  'file-documents': fields({ type, ...header, task: text, documents: positive }),
  'request-extension': fields({ type, ...header, task: text, until: localDate }),
  extend: fields({ type, ...header, task: text, until: localDate }),
  suspend: fields({ type, ...header, item: nullable(text), until: nullable(localDate) }),
  resume: fields({ type, ...header, item: nullable(text) }),
  'log-contact': fields({ type, ...header, promised: nullable(localDate), items: list(text) }),
  replan: fields({ type, ...header, calendar, because: oneOf(replanReasons) }, { endsOn: localDate }),
  reopen: fields({ type, ...header, stage: text }),
  withdraw: fields({ type, ...header }),
  terminate: fields({ type, ...header }),
  recover: fields({ type, ...header }),
  'report-incident': fields({ type, ...header, subject: nullable(text) }),
  'resolve-incident': fields({ type, ...header, incident: text }),
  wake: fields({ type }),
  'mail-undeliverable': fields({
    type,
    mails: list(fields({ item: nullable(text), because: oneOf(['refused', 'no-recipient']) })),
  }),
  'cancellation-requested': fields({ type }),
  review: fields({ type, undecidable: list(text), placeFree: flag }, { untold: list(text) }),
};

/** What is wrong with a value as a command: an unknown type, or the first field that is not as it must be. */
export function problemOfCommand(
  command: unknown,
):
  | { readonly code: 'command.unknown' }
  | { readonly code: 'command.malformed'; readonly subject: string | null }
  | null {
  if (!isRecord(command)) return { code: 'command.unknown' };
  const name = command['type'];
  if (typeof name !== 'string' || !Object.hasOwn(commands, name)) return { code: 'command.unknown' };
  const mismatch = commands[name as Command['type']](command);
  return mismatch ? { code: 'command.malformed', subject: mismatch.join('.') || null } : null;
}
