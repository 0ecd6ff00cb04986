import { ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
  ICredentialDataDecryptedObject,
  ICredentials,
  ICredentialType,
  IDataObject,
  IHttpRequestHelper,
  IHttpRequestOptions,
  INode,
  INodeCredentialsDetails,
  INodeProperties,
  IWorkflowExecuteAdditionalData,
  WorkflowExecuteMode,
} from 'n8n-workflow';
import { n8nCore } from './n8n-core-module';
import { oAuth2Api } from './n8n-oauth2-type';
import { nodeTypesOf } from './n8n-node-types';

/** What a user typed into the credential form, by credential type name. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

const exprNode: INode = {
  id: 'credential',
  name: 'Credential',
  type: 'n8n-nodes-base.noOp',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
};

/** n8n's credential rules (defaults, expressions, `authenticate`, `preAuthentication`, `extends`) over data in memory. */
export class MemoryCredentials extends ICredentialsHelper {
  private readonly types: Map<string, ICredentialType>;

  /** `data` is changed in place when the engine renews a token, so that a test can look at it. */
  constructor(
    types: ICredentialType[],
    private readonly data: CredentialData,
  ) {
    super();
    this.types = new Map([oAuth2Api, ...types].map((type) => [type.name, type]));
  }

  private type(name: string): ICredentialType {
    const found = this.types.get(name);
    if (!found)
      throw new Error(`Credential type "${name}" is not registered: pass its class in credentialTypes`);
    return found;
  }

  private stored(name: string): ICredentialDataDecryptedObject {
    const found = this.data[name];
    if (!found) throw new Error(`No credential data given for "${name}"`);
    return found;
  }

  getParentTypes(name: string): string[] {
    const parents = this.type(name).extends ?? [];
    return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
  }

  isCredentialUsableByNode(): boolean {
    return true;
  }

  getCredentialsProperties(name: string): INodeProperties[] {
    const type = this.type(name);
    const merged: INodeProperties[] = [];
    for (const parent of type.extends ?? []) {
      NodeHelpers.mergeNodeProperties(merged, this.getCredentialsProperties(parent));
    }
    NodeHelpers.mergeNodeProperties(merged, type.properties);
    return merged;
  }

  async getDecrypted(
    additionalData: IWorkflowExecuteAdditionalData,
    _details: INodeCredentialsDetails,
    name: string,
    mode: WorkflowExecuteMode,
  ): Promise<ICredentialDataDecryptedObject> {
    const stored = this.stored(name);
    const filled = NodeHelpers.getNodeParameters(
      this.getCredentialsProperties(name),
      stored as IDataObject as Parameters<typeof NodeHelpers.getNodeParameters>[1],
      true,
      false,
      null,
      null,
    );
    const data = { ...filled } as ICredentialDataDecryptedObject;
    if (stored.oauthTokenData !== undefined) data.oauthTokenData = stored.oauthTokenData;
    const keys = n8nCore().getAdditionalKeys(additionalData, mode, null, { isCredential: true });
    return this.workflow().expression.getComplexParameterValue(
      exprNode,
      data as Parameters<Workflow['expression']['getComplexParameterValue']>[1],
      mode,
      keys,
      undefined,
      undefined,
      data,
    ) as ICredentialDataDecryptedObject;
  }

  async authenticate(
    credentials: ICredentialDataDecryptedObject,
    name: string,
    options: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> {
    const { authenticate } = this.type(name);
    if (!authenticate) return options;
    if (typeof authenticate === 'function') return authenticate(credentials, options);
    const target = options as unknown as Record<string, Record<string, string> | undefined>;
    for (const [part, pairs] of Object.entries(authenticate.properties)) {
      const group = (target[part] ??= {});
      for (const [key, value] of Object.entries((pairs ?? {}) as Record<string, string>)) {
        group[this.resolve(key, credentials)] = this.resolve(value, credentials);
      }
    }
    return options;
  }

  async preAuthentication(
    helpers: IHttpRequestHelper,
    credentials: ICredentialDataDecryptedObject,
    name: string,
    _node: INode,
    expired: boolean,
  ): Promise<ICredentialDataDecryptedObject | undefined> {
    const type = this.type(name);
    const hidden = type.properties.find((p) => p.type === 'hidden' && p.typeOptions?.expirable === true);
    if (!hidden || !type.preAuthentication) return undefined;
    if (credentials[hidden.name] !== '' && !expired) return undefined;
    const output = await type.preAuthentication.call(helpers, credentials);
    if (output[hidden.name] === undefined) return undefined;
    Object.assign(this.stored(name), output);
    return Object.assign(credentials, output) as ICredentialDataDecryptedObject;
  }

  async runPreAuthentication(
    helpers: IHttpRequestHelper,
    credentials: ICredentialDataDecryptedObject,
    name: string,
  ): Promise<ICredentialDataDecryptedObject | undefined> {
    const output = await this.type(name).preAuthentication?.call(helpers, credentials);
    return output as ICredentialDataDecryptedObject | undefined;
  }

  async getCredentials(_details: INodeCredentialsDetails, name: string): Promise<ICredentials> {
    throw new Error(`The engine asked for the stored form of "${name}"; tests keep decrypted data only`);
  }

  async updateCredentials(
    _details: INodeCredentialsDetails,
    name: string,
    data: ICredentialDataDecryptedObject,
  ): Promise<void> {
    Object.assign(this.stored(name), data);
  }

  async updateCredentialsOauthTokenData(
    _details: INodeCredentialsDetails,
    name: string,
    data: ICredentialDataDecryptedObject,
  ): Promise<void> {
    this.stored(name).oauthTokenData = data.oauthTokenData ?? {};
  }

  /** A text, or an expression over $credentials. */
  resolve(text: string, credentials: ICredentialDataDecryptedObject): string {
    if (!text.startsWith('=')) return text;
    const value = this.workflow().expression.getSimpleParameterValue(exprNode, text, 'internal', {
      $credentials: credentials,
    });
    return value === undefined || value === null ? '' : String(value);
  }

  private workflow(): Workflow {
    return new Workflow({ nodes: [exprNode], connections: {}, active: false, nodeTypes: nodeTypesOf({}) });
  }
}
