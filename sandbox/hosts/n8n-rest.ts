/** What a person does in n8n's pages, over the same HTTP: become owner, add a credential, import and publish a workflow. */
import type { IConnections, IDataObject, INode } from 'n8n-workflow';

export const OWNER = { email: 'owner@example.com', firstName: 'Own', lastName: 'Er', password: 'Probe12345' };

export interface WorkflowFile {
  name: string;
  nodes: INode[];
  connections: IConnections;
  settings?: IDataObject;
}

export interface Execution extends IDataObject {
  id: string;
  status: string;
  finished: boolean;
  /** What nodes keep with it, shown and searched in the list of executions. */
  customData?: Record<string, string>;
}

export interface NodeTypeInfo {
  name: string;
  webhooks?: { path: string }[];
}

/** How a publication stands; `errorMessage` is what the trigger threw. */
interface Publication {
  status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
  triggers: { nodeId: string; status: string; errorMessage: string | null }[];
}
/** Twice what n8n's five tries take. */
const PUBLISH_MS = 30_000;

const SCOPES = ['workflow:activate', 'workflow:read', 'workflow:list', 'execution:read', 'execution:list'];

/** n8n over HTTP. Every method throws with n8n's status and words when n8n refuses. */
export class N8nRest {
  private cookie = '';
  private key = '';

  constructor(readonly url: string) {}

  /** Makes the owner account, logs in and makes an API key. For a fresh n8n. */
  async becomeOwner(): Promise<void> {
    const answer = await this.send('POST', '/rest/owner/setup', OWNER);
    this.cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    await this.makeKey();
  }

  /** The same for an n8n that has its owner already. */
  async logIn(): Promise<void> {
    const answer = await this.send('POST', '/rest/login', {
      emailOrLdapLoginId: OWNER.email,
      password: OWNER.password,
    });
    this.cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    await this.makeKey();
  }

  /** Adds a credential with plain data; returns what a node's `credentials` entry takes. */
  async addCredential(type: string, data: IDataObject, name = type): Promise<{ id: string; name: string }> {
    const { id } = await this.data<{ id: string }>('POST', '/rest/credentials', { name, type, data });
    return { id, name };
  }

  /** Imports a workflow unpublished and returns its id. */
  async importWorkflow(file: WorkflowFile): Promise<string> {
    const { name, nodes, connections, settings = {} } = file;
    const body = { name, nodes, connections, settings: { executionOrder: 'v1', ...settings } };
    return (await this.data<{ id: string }>('POST', '/rest/workflows', body)).id;
  }

  /** Saves other nodes in a workflow; it runs as before until it is published again. */
  async saveNodes(id: string, nodes: INode[]): Promise<void> {
    const { versionId } = await this.data<{ versionId: string }>('GET', `/rest/workflows/${id}`);
    await this.send('PATCH', `/rest/workflows/${id}`, { nodes, versionId });
  }

  /**
   * Publishes and waits until the webhooks answer under `/webhook/`. Throws with the triggers' own words when one refuses.
   * n8n accepts the order at once and registers later: it tries a refusing trigger five times, 15 s in all.
   */
  async activate(id: string): Promise<void> {
    await this.send('POST', `/api/v1/workflows/${id}/activate`, {});
    const deadline = Date.now() + PUBLISH_MS;
    for (;;) {
      const { status, triggers } = await this.data<Publication>(
        'GET',
        `/rest/workflows/${id}/publication-status`,
      );
      if (status === 'published') return;
      // n8n reads the order and its triggers side by side: what ends between the two reads looks as if nobody had asked for it.
      const pending = status === 'in_progress' || status === 'not_published';
      if (!pending || Date.now() > deadline) {
        const reasons = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
        throw new Error(`n8n did not publish the workflow (${status}): ${reasons.join('; ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The button "Execute workflow": starts at that trigger; returns the execution's id. */
  async runByHand(id: string, trigger: string): Promise<string> {
    const body = { triggerToStartFrom: { name: trigger } };
    return (await this.data<{ executionId: string }>('POST', `/rest/workflows/${id}/run`, body)).executionId;
  }

  /** Executions of a workflow, newest first, with the data of every node; at most 250. */
  async executions(workflowId: string): Promise<Execution[]> {
    const path = `/api/v1/executions?workflowId=${workflowId}&includeData=true&limit=250`;
    return this.data<Execution[]>('GET', path);
  }

  /** Executions of a workflow by how they stand, without their data; at most 250. */
  async standing(workflowId: string): Promise<Execution[]> {
    return this.data<Execution[]>('GET', `/api/v1/executions?workflowId=${workflowId}&limit=250`);
  }

  /** Waits until `count` executions of the workflow have ended; throws after `ms`. */
  async untilExecuted(workflowId: string, count: number, ms = 15_000): Promise<Execution[]> {
    const deadline = Date.now() + ms;
    for (;;) {
      const ended = (await this.executions(workflowId)).filter(
        (each) => !['new', 'running'].includes(each.status),
      );
      if (ended.length >= count) return ended;
      if (Date.now() > deadline)
        throw new Error(`n8n: ${ended.length} of ${count} executions ended in ${ms / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** All node types this n8n has loaded. */
  async nodeTypes(): Promise<NodeTypeInfo[]> {
    return (await (await this.send('GET', '/types/nodes.json')).json()) as NodeTypeInfo[];
  }

  /** Production address of a trigger node. Throws when the node has no webhook or no fixed `webhookId`. */
  async webhookUrl(node: INode): Promise<string> {
    const path = (await this.nodeTypes()).find(({ name }) => name === node.type)?.webhooks?.[0]?.path;
    if (path === undefined || !node.webhookId)
      throw new Error(`Node "${node.name}" has no webhook or no webhookId`);
    return `${this.url}/webhook/${node.webhookId}/${path}`;
  }

  private async makeKey(): Promise<void> {
    const body = { label: `tests ${Date.now()}`, expiresAt: null, scopes: SCOPES };
    this.key = (await this.data<{ rawApiKey: string }>('POST', '/rest/api-keys', body)).rawApiKey;
  }

  private async data<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = (await (await this.send(method, path, body)).json()) as { data: T };
    return answer.data;
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    // A socket that n8n closes while it rests would break the next request.
    const headers: Record<string, string> = {
      cookie: this.cookie,
      'X-N8N-API-KEY': this.key,
      connection: 'close',
    };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await fetch(this.url + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok)
      throw new Error(
        `n8n refused ${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 400)}`,
      );
    return answer;
  }
}
