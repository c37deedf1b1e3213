/** Inputs of our own, and choices that say nothing by themselves: the rest is what somebody typed. */
const ours =
  /^(?:_csrf|_for|_who|seal|key|version|do|since|seen|slot|item|page|handover|anyway|language|(?:shown|choose)\..*|colleague-(?:language|elsewhere))$/;

/** What somebody typed on a form, as it was posted; empty where nothing was. */
export function typedWords(body: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(body).flatMap(([name, value]) =>
    ours.test(name)
      ? []
      : [value].flat().flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? one.trim() : [])),
  );
}
