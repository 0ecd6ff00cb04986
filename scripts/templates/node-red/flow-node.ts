/** A node of a flow as Node-RED saves it. */
export interface FlowNode {
  id: string;
  type: string;
  [field: string]: unknown;
}
