import { isLocalDate, localDateAt } from '../business-time.js';
import { checkRules } from '../check-rules.js';
import { refuse, type Draft } from '../draft.js';
import type { ActCommand } from '../model/index.js';
import { enterFrom } from '../path.js';
import { enterLater } from './earlier.js';
import { byOf, requireRole } from './guards.js';

/** Opens a case: keeps definition, calendar and settings for its life, and enters its first stage, or the one it has reached. */
export function open(draft: Draft, command: Extract<ActCommand, { type: 'open' }>): void {
  if (draft.state.status !== 'new') refuse('case.already-open');
  requireRole(command.actor, ['coordinator', 'administrator']);
  const { rules, rulesHash, calendar, settings, earlier } = command;
  if (checkRules(rules).length > 0) refuse('definition.invalid');
  for (const date of [localDateAt(calendar, draft.now), settings.endsOn]) {
    if (!isLocalDate(date) || date < calendar.horizon.from || date > calendar.horizon.to) {
      refuse('calendar.beyond-horizon', date);
    }
  }
  draft.emit({ type: 'case-opened', rules, rulesHash, calendar, settings });
  if (earlier) enterLater(draft, earlier, byOf(command.actor));
  else enterFrom(draft, 0);
}
