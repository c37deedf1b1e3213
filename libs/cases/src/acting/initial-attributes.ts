import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import type { searchAttributes } from '#libs/contracts';
import type { CaseSettings } from '#libs/domain';

type KeywordName = Extract<(typeof searchAttributes)[number], { type: 'Keyword' }>['name'];

/** What is known of a case before its first transition, so that it can be filtered from its first moment; the shell does the rest. */
export function initialAttributes(settings: CaseSettings): TypedSearchAttributes {
  const known: readonly (readonly [KeywordName, string])[] = [
    ['Programme', settings.programme],
    ['CaseStatus', 'open'],
    ['Country', settings.country],
    ['Sector', settings.sector],
    ['Organisation', settings.organisation],
    ['Coordinator', settings.coordinator],
  ];
  return new TypedSearchAttributes(
    known.map(([name, value]) => ({
      key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD),
      value,
    })),
  );
}
