/**
 * Node-RED's and Express's own types, for the nodes. They come from here because n8n's package scan reads all of `nodes/`
 * and allows no import there but its own (docs/decisions/0006).
 */
export type {
  EditorNodeProperties,
  EditorRED,
  Node,
  NodeAPI,
  NodeDef,
  NodeMessage,
  NodeMessageInFlow,
  NodeStatusFill,
  NodeStatusShape,
} from 'node-red';
export type { Request, Response } from 'express';
