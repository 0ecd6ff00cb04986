/** Decides from the stored records which calls of a replay the CRM has already. */
import type { CrmProvider, EarlierEvents } from '../port';

export const seenBy =
  ({ written }: EarlierEvents): CrmProvider['seen'] =>
  async (callIds) => {
    const there = await written(callIds);
    return new Set(callIds.filter((key) => there.has(key)));
  };
