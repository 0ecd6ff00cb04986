/** The n8n pack from its sources: node types by full name, and credential types. */
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { RingostatApi } from '../../../credentials/RingostatApi.credentials';
import { RingostatHubSpotApi } from '../../../credentials/RingostatHubSpotApi.credentials';
import { RingostatHubSpotOAuth2Api } from '../../../credentials/RingostatHubSpotOAuth2Api.credentials';
import { Ringostat } from '../../../nodes/n8n/Ringostat/Ringostat.node';
import { RingostatApplyMatrix } from '../../../nodes/n8n/RingostatApplyMatrix/RingostatApplyMatrix.node';
import { RingostatFindResponsible } from '../../../nodes/n8n/RingostatFindResponsible/RingostatFindResponsible.node';
import { RingostatHubSpot } from '../../../nodes/n8n/RingostatHubSpot/RingostatHubSpot.node';
import { RingostatTrigger } from '../../../nodes/n8n/RingostatTrigger/RingostatTrigger.node';

const types: INodeType[] = [
  new RingostatTrigger(),
  new Ringostat(),
  new RingostatFindResponsible(),
  new RingostatApplyMatrix(),
  new RingostatHubSpot(),
];
export const nodeTypes: Record<string, INodeType> = Object.fromEntries(
  types.map((type) => [`n8n-nodes-ringostat.${type.description.name}`, type]),
);
export const credentialTypes: ICredentialType[] = [
  new RingostatApi(),
  new RingostatHubSpotApi(),
  new RingostatHubSpotOAuth2Api(),
];
