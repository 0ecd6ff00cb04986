import type {
  IHookFunctions,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import {
  asJson,
  clock,
  crmCredentials,
  crmLists,
  formatAnswer,
  getEmployees,
  neverRecordRefusal,
  placeRefusal,
  readProject,
  receiveWebhook,
  refuseUnread,
  secretSettingRefusal,
  WEBHOOK_METHODS,
  type Received,
  type RequestHead,
  type TriggerSettings,
  withSummary,
} from '../shared/product';
import { answerHere, answersHere } from './answer-here';
import { requestBody, requestHead } from './incoming';
import { triggerProperties } from './properties';
import { recentProject } from './recent-project';
import { triggerSettings } from './settings';

/** n8n registers each of them; for others it answers 404 and names these. */
const METHODS = WEBHOOK_METHODS.join(',');
const RESPONSE_MODE =
  '={{$parameter["receive"] === "routing" && $parameter["answerIn"] !== "trigger" ? "responseNode" : "onReceived"}}';

interface Receipt {
  settings: TriggerSettings;
  /** Null: the sender is gone. */
  received: Received | null;
}

/** The body is read only when everything else is in order. */
async function receive(context: IWebhookFunctions, arrivedAt: number): Promise<Receipt> {
  const head = requestHead(context);
  let settings = triggerSettings(context, await recentProject(context));
  let refused = refuseUnread(head, settings);
  if (refused?.status === 401) {
    settings = triggerSettings(context, await recentProject(context, true));
    refused = refuseUnread(head, settings);
  }
  return { settings, received: refused ?? (await read(context, settings, { head, arrivedAt })) };
}

async function read(
  context: IWebhookFunctions,
  settings: TriggerSettings,
  { head, arrivedAt }: { head: RequestHead; arrivedAt: number },
): Promise<Received | null> {
  const body = await requestBody(context);
  if (body.kind === 'gone') return null;
  return body.kind === 'refused' ? body.answer : receiveWebhook({ ...head, ...body }, settings, arrivedAt);
}

export class RingostatTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Ringostat Trigger',
    name: 'ringostatTrigger',
    icon: { light: 'file:../../icons/ringostat.svg', dark: 'file:../../icons/ringostat.dark.svg' },
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
    credentials: crmCredentials({
      hidden: { receive: ['events'], answerIn: ['workflow'] },
      before: [{ name: 'ringostatApi', required: true }],
    }),
    webhooks: [
      {
        name: 'default',
        httpMethod: METHODS,
        path: 'ringostat',
        responseMode: RESPONSE_MODE,
        responseData: '',
        ndvHideUrl: '={{$parameter["secretIn"] === "path"}}',
      },
      // n8n keeps each path once in all workflows, variables by their names: the name makes it this workflow's own. What
      // stands in its place is free, so that a URL with the node's id (0.1.0) holds.
      {
        name: 'default',
        httpMethod: METHODS,
        path: '=:{{$workflow.id}}-{{$nodeId}}/:token',
        isFullPath: true,
        responseMode: RESPONSE_MODE,
        responseData: '',
        ndvHideUrl: '={{$parameter["secretIn"] !== "path"}}',
      },
    ],
    properties: triggerProperties,
  };

  methods = { loadOptions: { ...crmLists(), getEmployees } };

  // Ringostat has no API for webhooks: the URL is pasted by hand, so there is nothing to register, only to refuse.
  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        const settings = triggerSettings(this, await readProject(this));
        const refusal =
          secretSettingRefusal(settings) ??
          placeRefusal(settings) ??
          neverRecordRefusal(settings.neverRecord);
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
    // A question is answered within a budget that runs from here: reading the credential takes n8n part of it.
    const arrivedAt = clock.now();
    const { settings, received } = await receive(this, arrivedAt);
    const response = this.getResponseObject();
    if (!received) {
      response.end();
      return { noWebhookResponse: true };
    }
    const { status, body, event, skipped } = received;
    if (event && skipped === null) {
      if (answersHere(this)) return answerHere(this, event);
      return { webhookResponse: body, workflowData: [[{ json: asJson(withSummary({ event })) }]] };
    }
    if (status === 200 && settings.receive === 'routing') {
      const nobody = formatAnswer('', settings.answer);
      response.status(nobody.status).type(nobody.contentType).send(nobody.body);
    } else response.status(status).json(body);
    return { noWebhookResponse: true };
  }
}
