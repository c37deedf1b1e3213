/** The one registry of search attributes: created and verified at boot, written by the shell, linked in the docs. */
export const searchAttributes = [
  { name: 'Programme', type: 'Keyword' },
  { name: 'CaseStatus', type: 'Keyword' },
  { name: 'Stage', type: 'Keyword' },
  { name: 'Country', type: 'Keyword' },
  { name: 'Sector', type: 'Keyword' },
  { name: 'Organisation', type: 'Keyword' },
  { name: 'Coordinator', type: 'Keyword' },
  { name: 'WaitingOn', type: 'KeywordList' },
  { name: 'Due', type: 'Datetime' },
  { name: 'Overdue', type: 'Bool' },
  { name: 'Incidents', type: 'Int' },
] as const;
export type SearchAttribute = (typeof searchAttributes)[number];
