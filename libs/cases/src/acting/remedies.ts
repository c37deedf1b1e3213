import type { RejectionCode } from '#libs/domain';

/** What to do about a refusal, in one sentence; `subject` is what the code speaks of. */
const remedies: Readonly<Record<RejectionCode | 'quota.full', (subject: string) => string>> = {
  'case.already-open': () => 'Read the case under its reference.',
  'case.not-open': () => 'Open the case first.',
  'case.closed': () => 'Reopen the case at a stage if its path goes on.',
  'case.not-closed': () => 'Only a closed case is reopened; this one goes on as it is.',
  'command.unknown': () => 'Use an act that the API describes.',
  'command.malformed': (subject) => `Correct ${subject || 'the act'} as the API describes it.`,
  'definition.invalid': () => 'Run `parcours definitions check` and mend what it names.',
  'calendar.beyond-horizon': (subject) =>
    `No holidays are known for ${subject || 'that date'}: choose an earlier date, or extend the calendar.`,
  'calendar.other': (subject) => `The case counts by the calendar ${subject}: send a version of that one.`,
  'calendar.too-short': (subject) => `The calendar has to reach from today to ${subject}.`,
  'task.unknown': () => 'Read the case for the ids of its tasks.',
  'task.not-open': () => 'Read the task: it is settled, withdrawn, or returned under a new round.',
  'task.documents-missing': () => 'Upload the document and list its id.',
  'task.personal': () =>
    'A signature or consent is given with the own account, or with the link that was mailed to its person.',
  'task.not-transcribed': () => 'Nothing waits for a confirmation: complete the task itself.',
  'transcription.for-nobody': () => 'Name in `saidBy` a contact of the company whose task it is.',
  'transcription.changed': () => 'It was taken down anew since: read it again, then confirm or correct it.',
  'extension.not-offered': () => 'This date stays; suspend the task if it waits for somebody outside.',
  'extension.asked-already': () => 'A request is open already: wait for its answer.',
  'extension.not-later': () => 'Ask for a day after the present due date and after today.',
  'extension.past-most': (subject) => `Ask for ${subject} at the latest.`,
  'extension.past-end': (subject) => `The programme ends on ${subject}: choose a day until then.`,
  'suspension.already': () => 'Its clock stands already; resume it first to suspend it otherwise.',
  'suspension.none': () => 'Its clock runs: there is nothing to resume.',
  'suspension.until-past': () => 'Choose a day to come, or none to suspend it until somebody resumes it.',
  'contact.promise-past': () => 'Log the promise with a day to come, or without one.',
  'contact.promise-too-late': (subject) => `The programme ends on ${subject}: log a day until then.`,
  'stage.unknown': () => 'Name a stage of the case’s definition by its key.',
  'stage.not-applicable': (subject) =>
    `The stage ${subject || 'asked for'} does not apply to this case: choose another one.`,
  'earlier.incomplete': (subject) => `Say when the stage ${subject} was entered and left.`,
  'earlier.order': (subject) => `Bring the dates of ${subject} into order: stages follow one another.`,
  'earlier.future': (subject) => `${subject} is still to come: leave it out of the past.`,
  'facts.missing': (subject) => `Give ${subject}: later steps stand on it.`,
  'facts.invalid': (subject) => `Correct ${subject}.`,
  'facts.unknown': () => 'Send only what the form asks for.',
  'approval.unknown': () => 'Read the case for the ids of its approvals.',
  'approval.not-open': () => 'Read the approval: it was decided, passed by, or asked again in a new round.',
  'approval.outcome-not-offered': () => 'Choose one of the outcomes that the approval offers.',
  'approval.reopens-unknown': () => 'Choose from the tasks that the approval may reopen.',
  'approval.reason-missing': () => 'Give a reason.',
  'approval.conditions-not-offered': () => 'Decide without conditions, or return the tasks concerned.',
  'approval.condition-date': () => 'Give each condition a day to come, before the programme closes out.',
  'approval.rank-missing': () => 'Give the place on the waiting list, from 1.',
  /** Of `record`, which counts the programme's places under a lock. */
  'quota.full': () =>
    'Put the case on the waiting list with a rank (defer), or raise the quota of the programme.',
  'approval.voice-twice': () => 'One person has one voice: somebody else has to give the other.',
  'approval.organisation-twice': () => 'Their organisation has spoken: the voice of another one is needed.',
  'actor.not-assigned': () => 'Leave it to whom it waits for.',
  'actor.excluded': () => 'Who prepared it does not decide on it: ask somebody else who may.',
  'actor.not-allowed': () => 'Ask somebody whose role covers it, or use the own account or mailed link.',
  'incident.unknown': () => 'Read the case for the ids of its incidents.',
  'incident.resolved': () => 'It is resolved already: report a new one if it came back.',
};

/** Undefined where nothing can be done. */
export function remedyOf(code: string, subject: string | null): string | undefined {
  return Object.hasOwn(remedies, code) ? remedies[code as keyof typeof remedies](subject ?? '') : undefined;
}
