/** A time zone that remembers its offsets: luxon formats a date in parts for each, a fifth of the time that reading an event took. */
import { IANAZone, Info, type Zone } from 'luxon';

/** Since 2000 every zone changes its offset on a quarter of an hour of UTC; before, some had odd seconds. */
const QUARTER_MS = 15 * 60 * 1000;
const SINCE = Date.UTC(2000, 0, 1);
/** Some 40 days; offsets of a zone are asked around the moment of its calls. */
const MAX_QUARTERS = 4000;

class KeptZone extends IANAZone {
  private readonly offsets = new Map<number, number>();

  override offset(ts: number): number {
    if (!(ts >= SINCE)) return super.offset(ts);
    const quarter = Math.floor(ts / QUARTER_MS);
    const known = this.offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.offsets.size >= MAX_QUARTERS) this.offsets.clear();
    const offset = super.offset(ts);
    this.offsets.set(quarter, offset);
    return offset;
  }
}

/** Projects of a process are few; of more zones, all are made anew. */
const MAX_ZONES = 100;
const zones = new Map<string, Zone>();

/** Takes the name of a zone as luxon takes it; returns the zone luxon means, the same one each time. */
export function keptZone(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const meant = Info.normalizeZone(name);
  const zone = meant instanceof IANAZone && meant.isValid ? new KeptZone(meant.name) : meant;
  if (zones.size >= MAX_ZONES) zones.clear();
  zones.set(name, zone);
  return zone;
}
