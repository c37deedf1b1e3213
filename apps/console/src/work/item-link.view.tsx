import type { ItemSummary } from '#libs/cases';

/** A step by its title: a link to its page for whoever may open that, else the words alone. */
export function ItemLink({
  item: { id, title, mayRead },
}: {
  readonly item: Pick<ItemSummary, 'id' | 'title' | 'mayRead'>;
}) {
  return mayRead ? <a href={`/console/items/${id}`}>{title}</a> : <>{title}</>;
}

/** Page of a step, for pictures and tables that link by its id; null where the reader may not open it. */
export function itemHref(
  items: readonly Pick<ItemSummary, 'id' | 'mayRead'>[],
): (id: string) => string | null {
  const open = new Set(items.filter(({ mayRead }) => mayRead).map(({ id }) => id));
  return (id) => (open.has(id) ? `/console/items/${id}` : null);
}
