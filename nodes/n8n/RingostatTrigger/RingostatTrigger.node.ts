import type {
  IHookFunctions,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { asJson, clock, formatAnswer, missingSecretRefusal, receiveWebhook } from '../shared/product';
import { incoming } from './incoming';
import { triggerProperties } from './properties';
import { triggerSettings } from './settings';

export class RingostatTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Ringostat Trigger',
    name: 'ringostatTrigger',
    icon: { light: 'file:../../../icons/ringostat.svg', dark: 'file:../../../icons/ringostat.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{$parameter["receive"] === "routing" ? "whom to ring?" : $parameter["events"].join(", ")}}',
    description: 'Starts when Ringostat reports a call or a form, or asks whom to ring',
    defaults: { name: 'Ringostat Trigger' },
    eventTriggerDescription: 'Waiting for Ringostat to call the webhook URL',
    activationMessage:
      'Ringostat can now call the webhook URL. Enter it in Ringostat as the notes in this node say.',
    triggerPanel: {
      header: 'Listen for a call',
      executionsHelp: {
        inactive:
          'Paste the <b>test URL</b> into a webhook of Ringostat, click "Listen for test event", and make a call. When it works, replace it by the production URL and publish the workflow.',
        active:
          'Calls run this workflow by itself, and you find them in the list of executions. To see one here, click "Listen for test event" and send a call to the test URL.',
      },
      activationHint: 'Publish the workflow, so that calls are received without this window.',
    },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'ringostatApi', required: true }],
    webhooks: [
      {
        name: 'default',
        httpMethod: 'POST',
        path: 'ringostat',
        responseMode: '={{$parameter["receive"] === "routing" ? "responseNode" : "onReceived"}}',
        responseData: '',
        ndvHideUrl: '={{$parameter["secretIn"] === "path"}}',
      },
      {
        name: 'default',
        httpMethod: 'GET',
        path: 'ringostat',
        responseMode: '={{$parameter["receive"] === "routing" ? "responseNode" : "onReceived"}}',
        responseData: '',
        ndvHideUrl: '={{$parameter["secretIn"] === "path"}}',
      },
      // A path with a variable is matched in all workflows at once, so it needs a part of its own: the node's id.
      {
        name: 'default',
        httpMethod: 'POST',
        path: '={{$nodeId}}/:token',
        isFullPath: true,
        responseMode: '={{$parameter["receive"] === "routing" ? "responseNode" : "onReceived"}}',
        responseData: '',
        ndvHideUrl: '={{$parameter["secretIn"] !== "path"}}',
      },
      {
        name: 'default',
        httpMethod: 'GET',
        path: '={{$nodeId}}/:token',
        isFullPath: true,
        responseMode: '={{$parameter["receive"] === "routing" ? "responseNode" : "onReceived"}}',
        responseData: '',
        ndvHideUrl: '={{$parameter["secretIn"] !== "path"}}',
      },
    ],
    properties: triggerProperties,
  };

  // Ringostat has no API for webhooks: the URL is pasted by hand, so there is nothing to register, only to refuse.
  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        const refusal = missingSecretRefusal(await triggerSettings(this));
        if (refusal !== null) throw new NodeOperationError(this.getNode(), refusal);
        return this.getWorkflowStaticData('node')['urlGiven'] === true;
      },
      async create(this: IHookFunctions): Promise<boolean> {
        this.getWorkflowStaticData('node')['urlGiven'] = true;
        return true;
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        delete this.getWorkflowStaticData('node')['urlGiven'];
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    const settings = await triggerSettings(this);
    const { status, body, event, skipped } = receiveWebhook(incoming(this), settings, clock.now());
    if (event && skipped === null) {
      return { webhookResponse: body, workflowData: [[{ json: asJson({ event }) }]] };
    }
    const response = this.getResponseObject();
    if (status === 200 && settings.receive === 'routing') {
      const nobody = formatAnswer('', settings.answer);
      response.status(nobody.status).type(nobody.contentType).send(nobody.body);
    } else response.status(status).json(body);
    return { noWebhookResponse: true };
  }
}
