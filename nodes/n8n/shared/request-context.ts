import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

/** Where requests are made: in a run, and for drop-downs. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions;
