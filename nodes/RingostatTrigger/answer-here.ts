import type {
  IDataObject,
  IGetNodeParameterOptions,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import {
  answerQuestion,
  asJson,
  HOME_TIME_ZONE,
  maskedFault,
  masking,
  toNodeError,
  type Asker,
  type RingostatEvent,
  withSummary,
} from '../shared/product';
import { readingSeldom } from './recent-credentials';

function askerOf(context: IWebhookFunctions): Asker {
  const read: Asker['read'] = <T>(name: string, fallback?: T, options?: IGetNodeParameterOptions): T =>
    context.getNodeParameter(name, fallback, options) as T;
  return {
    context: readingSeldom(context),
    read,
    timeZone: () => read('timeZone', HOME_TIME_ZONE),
    // Nobody is the senior of a question: the reserve is.
    senior: () => null,
  };
}

/** Whether the trigger is set to do so. */
export const answersHere = (context: IWebhookFunctions): boolean =>
  context.getNodeParameter('receive', '') === 'routing' &&
  context.getNodeParameter('answerIn', 'workflow') === 'trigger';

/** What came of the question, or the fault of the set-up, as the workflow's item. */
async function answered(context: IWebhookFunctions, event: RingostatEvent): Promise<object> {
  const response = context.getResponseObject();
  try {
    const { card, answer } = await answerQuestion(
      askerOf(context),
      event,
      ({ status, contentType, body }) => {
        response.status(status).type(contentType).send(body);
      },
    );
    return { event, ...card, routing: answer };
  } catch (error) {
    const { message, description } = toNodeError(context.getNode(), maskedFault(masking(event), error));
    context.logger.error(`${context.getNode().name}: ${message}`);
    return { event, error: message, details: { advice: description ?? '' } };
  }
}

/**
 * Answers the question itself. An execution, if one is wanted, begins when the answer is out: for n8n this is a webhook whose
 * response the node has sent.
 */
export async function answerHere(
  context: IWebhookFunctions,
  event: RingostatEvent,
): Promise<IWebhookResponseData> {
  const json: IDataObject = asJson(withSummary(await answered(context, event)));
  const run = context.getNodeParameter('runAfter', true) === true || 'error' in json;
  return { noWebhookResponse: true, ...(run ? { workflowData: [[{ json }]] } : {}) };
}
