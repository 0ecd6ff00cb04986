/** What a deploy of Node-RED stops, from what its event `flows:stopping` tells. */
import type { Node } from '../red';

interface Configured {
  id: string;
  type: string;
  z?: string;
}
/** The event's value, as far as it is used; `diff` is null when everything is stopped. */
export interface Stopping {
  config?: { flows?: Configured[] } | null;
  type?: string;
  diff?: {
    added?: string[];
    changed?: string[];
    removed?: string[];
    rewired?: string[];
    linked?: string[];
    flowChanged?: string[];
    globalConfigChanged?: boolean;
  } | null;
}
/** Nodes that hand messages on without a wire, so perhaps to another tab. */
const LINKS = ['link out', 'link call'];

/**
 * Returns whether what a node sends on, or a fault it tells, while the deploy lasts may reach nobody. No more than a tab of
 * which nothing is stopped, and which leads to no other one, is safe from that.
 */
export function cutBy({ config, type, diff }: Stopping): (node: Node) => boolean {
  const flows = config?.flows;
  if (type === 'full' || !diff || !flows || diff.globalConfigChanged) return () => true;
  const { added = [], changed = [], removed = [], rewired = [], linked = [], flowChanged = [] } = diff;
  // The tab of a node that is added, changed or removed stands among the changed ones.
  const touched = new Set([...added, ...changed, ...removed, ...rewired, ...linked, ...flowChanged]);
  for (const { id, type: kind, z } of flows)
    if (z && (touched.has(id) || LINKS.includes(kind))) touched.add(z);
  const safe = new Set(
    flows.filter(({ id, type: kind }) => kind === 'tab' && !touched.has(id)).map(({ id }) => id),
  );
  // Nodes of a subflow stand in no tab themselves.
  return ({ z }) => !z || !safe.has(z);
}
