/** A fault the user can mend in the flow: a catalogue key with values, and a short text for the node's status. */
export class NodeError extends Error {
  override name = 'NodeError';
  /** @param key under `shared.error` of the catalogues; `status` under `shared.status`. */
  constructor(
    readonly key: string,
    readonly params: Record<string, string> = {},
    readonly status = 'failed',
  ) {
    super(key);
  }
}
