import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { MappingError } from '../../core/attribution/mapping';
import { EventError } from '../../core/event/errors';
import { CrmError, TransportFault } from '../../core/http/errors';
import { MatrixError } from '../../core/matrix/parse-table';
import { TeamError } from '../../core/team/team-error';

/** A fault the builder can mend in the workflow: what is missing, and what to do. */
export class SetUpError extends Error {
  override name = 'SetUpError';
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

/** Part of the work is done: what is known so far goes on with "continue on fail". */
export class IncompleteError extends Error {
  override name = 'IncompleteError';
  constructor(
    readonly fault: CrmError,
    readonly json: object,
  ) {
    super(fault.message);
  }
}

const OURS = [EventError, MappingError, MatrixError, TeamError];

/** n8n puts a sentence of its own, without the CRM, in place of a message that holds a code such as ECONNRESET. */
function worded<Fault extends Error>(fault: Fault, message: string): Fault {
  fault.message = message;
  return fault;
}

/** Any fault as n8n shows it: what happened as the message, what to do as the description, with the item's number. */
export function toNodeError(
  node: INode,
  error: unknown,
  itemIndex?: number,
): NodeApiError | NodeOperationError {
  if (error instanceof NodeApiError || error instanceof NodeOperationError) {
    if (itemIndex !== undefined) error.context['itemIndex'] ??= itemIndex;
    return error;
  }
  if (error instanceof IncompleteError) return toNodeError(node, error.fault, itemIndex);
  if (error instanceof CrmError) {
    const details: JsonObject = {
      kind: error.kind,
      system: error.system,
      code: error.code,
      subject: error.subject,
    };
    const httpCode = error.status === null ? undefined : String(error.status);
    const fault = new NodeApiError(node, details, {
      message: error.message,
      description: error.advice,
      httpCode,
      itemIndex,
    });
    fault.context['kind'] = error.kind;
    return worded(fault, error.message);
  }
  if (error instanceof SetUpError) {
    return new NodeOperationError(node, error.message, { description: error.advice, itemIndex });
  }
  if (error instanceof TransportFault || OURS.some((type) => error instanceof type)) {
    const { message } = error as Error;
    return worded(new NodeOperationError(node, message, { itemIndex }), message);
  }
  return new NodeOperationError(node, error instanceof Error ? error : String(error), { itemIndex });
}
