/** A person who opens what a node gave reads first what happened (core/summary). */

/** Takes what came out of a flow of ours; throws when it carries an event and does not begin with its summary. */
export function checkSummaryFirst(item: Record<string, unknown>): void {
  if (typeof item['event'] !== 'object') return;
  const [first] = Object.keys(item);
  const { text } = (item['summary'] ?? {}) as { text?: unknown };
  if (first !== 'summary' || typeof text !== 'string' || text === '')
    throw new Error(
      `An item begins with ${first ?? 'nothing'}, not with its summary: ${JSON.stringify(text)}`,
    );
}
