/**
 * Whether a mail reached nobody and no incident tells of it: an incident does while it is open, and of what had failed before
 * it was resolved. `mail` is what the row of `mails` is called.
 */
export function unreachedSql(mail: string): string {
  return `${mail}.seq > 0 and ${mail}.state in ('refused', 'bounced', 'no-recipient') and not exists (
    select 1 from incidents told where told.reference = ${mail}.reference and told.subject is not distinct from ${mail}.item
      and told.kind = case ${mail}.state when 'no-recipient' then 'no-recipient' else 'mail-undeliverable' end
      and (told.resolved_at is null or told.resolved_at >= coalesce(${mail}.failed_at, ${mail}.at)))`;
}
