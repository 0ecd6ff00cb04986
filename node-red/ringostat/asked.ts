import type { NodeMessage } from '../host/red';
import type { Project } from '../ringostat-project/runtime';
import type { RingostatSettings } from './types';

export type TypedField =
  | 'from'
  | 'to'
  | 'employeeDirection'
  | 'projectNumber'
  | 'clientNumber'
  | 'recordingUrl'
  | 'testNumber'
  | 'testEmployee';

/** What an operation works with. */
export interface Asked {
  settings: RingostatSettings;
  project: Project;
  message: NodeMessage & { filename?: string; contentType?: string };
  /** Value of a TypedInput. Throws NodeError when it is empty. */
  value(field: TypedField): Promise<string>;
  /** The same; empty where it is. */
  optional(field: TypedField): Promise<string>;
  /** What a person should know beside the answer. */
  warn(text: string): void;
  /** The contact as it stands in the message. */
  contact(): Promise<unknown>;
}
