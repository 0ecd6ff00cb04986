import type { IExecuteFunctions, ILoadOptionsFunctions, IWebhookFunctions } from 'n8n-workflow';

/** Where requests are made: in a run, for drop-downs, and where a question is answered at once. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions | IWebhookFunctions;
