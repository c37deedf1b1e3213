import { trailKinds, type TrailFilter } from '#libs/cases';
import { channels, isLocalDate } from '#libs/domain';

/** What an address asks of a trail; what it says that cannot be is left out, as an empty field of the form is. */
export function trailFilterOf(query: Readonly<Record<string, unknown>>): TrailFilter {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const day = (name: string) => {
    const value = text(name);
    return isLocalDate(value) ? value : undefined;
  };
  const [who, stage, from, to] = [text('who'), text('stage'), day('from'), day('to')];
  const kind = trailKinds.find((known) => known === query['kind']);
  const channel = channels.find((known) => known === query['channel']);
  return {
    ...(who !== undefined && { who }),
    ...(kind && { kind }),
    ...(stage !== undefined && { stage }),
    ...(channel && { channel }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}
