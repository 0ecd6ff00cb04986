import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Account } from '../../accounts';
import { SetUpError } from '../../errors';

/** One item of the node at work. */
export interface Run {
  context: IExecuteFunctions;
  itemIndex: number;
  json: IDataObject;
  account: Account;
}

/** A field as text; null when it is empty. */
export function textOf({ context, itemIndex }: Run, name: string): string | null {
  const value: unknown = context.getNodeParameter(name, itemIndex, '');
  if (value === null || value === undefined) return null;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.trim() === '' ? null : text.trim();
}

/** A field of any shape. */
export const valueOf = <T>({ context, itemIndex }: Run, name: string, fallback: T): T =>
  context.getNodeParameter(name, itemIndex, fallback) as T;

/** The task an operation by hand is about. */
export function taskIdOf(run: Run): string {
  const id = textOf(run, 'recordId');
  if (id === null) throw new SetUpError('The task ID is empty', 'Take it from Task: Get Many.');
  return id;
}
