import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { searchAttributes, type SearchAttribute } from '#libs/contracts';
import { caseAttributes, describeCase, type CaseState } from '#libs/domain';

type Update = Exclude<Parameters<typeof upsertSearchAttributes>[0], Record<string, unknown>>[number];
type Value = string | number | boolean | readonly string[] | Date | null;

const types: Record<SearchAttribute['type'], Update['key']['type']> = {
  Keyword: 'KEYWORD',
  KeywordList: 'KEYWORD_LIST',
  Datetime: 'DATETIME',
  Bool: 'BOOL',
  Int: 'INT',
};

/** Shows the case in the Temporal UI as it is now. The text writes no event; attributes do only when one changed. */
export function showCase(state: CaseState): void {
  setCurrentDetails(describeCase(state));
  const changed = changedAttributes(state);
  if (changed.length > 0) upsertSearchAttributes(changed);
}

function changedAttributes(state: CaseState): Update[] {
  const shown = workflowInfo().typedSearchAttributes;
  const wanted = caseAttributes(state);
  return searchAttributes.flatMap(({ name, type }) => {
    const key = { name, type: types[type] };
    const value = asStored(type, wanted[name]);
    if (comparable(shown.get(key)) === comparable(value)) return [];
    // The registry pairs each name with its type, so that key and value agree.
    return [{ key, value } as Update];
  });
}

/** As Temporal keeps it: a moment as a date, an empty list as no attribute at all. */
function asStored(type: SearchAttribute['type'], value: Value): Value {
  if (type === 'Datetime' && typeof value === 'number') return new Date(value);
  return Array.isArray(value) && value.length === 0 ? null : value;
}

function comparable(value: Value | undefined): string {
  return JSON.stringify(value ?? null);
}
