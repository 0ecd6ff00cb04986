import type {
  IBinaryKeyData,
  IDataObject,
  IExecuteFunctions,
  INodeExecutionData,
  NodeApiError,
  NodeOperationError,
} from 'n8n-workflow';
import { maskedFault, masking } from '../../core/apply/masked';
import { CrmError } from '../../core/http/errors';
import { faultInLanguage } from '../../core/http/in-language';
import type { Language } from '../../core/model/plan';
import { isLanguage } from '../../core/text/text';
import type { Summary } from '../../core/model/summary';
import { withSummary } from '../../core/summary/summary';
import { IncompleteError, toNodeError } from './errors';

type NodeError = NodeApiError | NodeOperationError;

/** What one item gives: its JSON, for which output (default the first). */
export interface ItemResult {
  json: object;
  output?: number;
  binary?: IBinaryKeyData;
}

/** Our data are interfaces without index signature; n8n wants them as plain JSON, which they are. */
export const asJson = (value: object): IDataObject => value as IDataObject;

/**
 * A fault as an item. With an error output n8n takes for a fault what has these keys only, and adds the input's data
 * itself; an item with `error` beside `json` would keep nothing but the message.
 */
function toldOf(
  context: IExecuteFunctions,
  input: IDataObject,
  fault: NodeError,
  error: unknown,
): IDataObject {
  const done = error instanceof IncompleteError ? asJson(error.json) : {};
  const details: IDataObject = { advice: fault.description ?? '' };
  if (context.getNode().onError === 'continueErrorOutput') {
    const { outcome } = done;
    return { error: fault.message, details: outcome === undefined ? details : { ...details, outcome } };
  }
  return { ...input, ...done, error: fault.message, details };
}

/** n8n keeps this much of a value, and shows it with the execution. */
const MAX_KEPT = 255;

/** What the list of executions shows and is searched by: the clients, what became of their calls, and the ids of these. */
function noteInExecution(context: IExecuteFunctions, items: readonly INodeExecutionData[]): void {
  const passed = items.map(({ json }) => json as { summary?: Summary; event?: { callId?: string | null } });
  const note = (key: string, values: readonly (string | null | undefined)[]): void => {
    const text = [...new Set(values.filter(Boolean))].join(', ');
    if (text !== '') context.customData.set(key, text.slice(0, MAX_KEPT));
  };
  note(
    'client',
    passed.map(({ summary }) => summary?.client),
  );
  note(
    'row',
    passed.map(({ summary }) => summary?.row),
  );
  note(
    'result',
    passed.map(({ summary }) => summary?.text),
  );
  note(
    'call',
    passed.filter(({ summary }) => summary).map(({ event }) => event?.callId),
  );
}

/** Language of the node, else of the plan that the item brings. */
function languageOf(context: IExecuteFunctions, itemIndex: number, { plan }: IDataObject): Language {
  const chosen: unknown = context.getNode().parameters?.['language'];
  const own = chosen === undefined ? null : context.getNodeParameter('language', itemIndex, null);
  const planned = typeof plan === 'object' && plan !== null && 'language' in plan ? plan['language'] : null;
  return [own, planned].find(isLanguage) ?? 'en';
}

/**
 * The fault in that language, without the numbers that the item's trigger masks; what is done so far is data and stays.
 */
function shown({ event }: IDataObject, error: unknown, language: Language): unknown {
  if (error instanceof IncompleteError) {
    const fault = shown({ event }, error.fault, language);
    return fault instanceof CrmError ? new IncompleteError(fault, error.json) : fault;
  }
  return maskedFault(masking(event), faultInLanguage(error, language));
}

/**
 * Runs the work item by item and pairs what it gives with its item. A fault stops the node, or, with "continue on
 * fail", goes to the first output with the item's data kept, so that the event can be sent again.
 */
export async function perItem(
  context: IExecuteFunctions,
  outputs: number,
  work: (itemIndex: number, json: IDataObject) => Promise<ItemResult | ItemResult[]>,
): Promise<INodeExecutionData[][]> {
  const results: INodeExecutionData[][] = Array.from({ length: outputs }, () => []);
  const items = context.getInputData();
  for (const [itemIndex, item] of items.entries()) {
    const pairedItem = { item: itemIndex };
    try {
      for (const { json, output = 0, binary } of [await work(itemIndex, item.json)].flat()) {
        const told = withSummary(json, languageOf(context, itemIndex, item.json));
        results[output]?.push({ json: asJson(told), pairedItem, ...(binary ? { binary } : {}) });
      }
    } catch (error) {
      const told = shown(item.json, error, languageOf(context, itemIndex, item.json));
      const fault = toNodeError(context.getNode(), told, itemIndex);
      if (!context.continueOnFail()) throw fault;
      const json = toldOf(context, item.json, fault, error);
      results[0]?.push({ json: withSummary(json, languageOf(context, itemIndex, item.json)), pairedItem });
    }
  }
  noteInExecution(context, results.flat());
  return results;
}
