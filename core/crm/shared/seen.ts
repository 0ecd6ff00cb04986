/** Which calls the CRM has, from what is written of them. */
import type { CrmProvider, EarlierEvents } from '../port';

export const seenBy =
  ({ written }: EarlierEvents): CrmProvider['seen'] =>
  async (callIds) => {
    const there = await written(callIds);
    return new Set(callIds.filter((key) => there.has(key)));
  };
