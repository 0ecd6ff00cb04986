/** Which fields of a node differ between the hosts, and why. Whatever is not listed here must be the same. */

export interface BothHosts {
  /** Folder in node-red, and name of the node in n8n. */
  nodeRed: string;
  n8n: string;
  /** Node-RED's name → n8n's: saved names are kept for ever. */
  renamed?: Record<string, string>;
  /** Fields of one host: the reason. */
  nodeRedOnly: Record<string, string>;
  n8nOnly: Record<string, string>;
  /** Shared fields that begin otherwise: the reason. */
  differing?: Record<string, string>;
  /** Shared fields in other words: Node-RED's, n8n's. */
  words?: Record<string, [string, string]>;
}

const because = (reason: string, ...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, reason]));
const CONFIG = 'a config node of Node-RED; n8n has credentials';
const TYPED = 'what a typed input of Node-RED is; n8n has expressions';
const EXPRESSION = 'each host has its own way to name a value of the message or item';
const PROJECT = 'in Node-RED a field of the project';
const SIGN_IN = 'in Node-RED a field of the account';
const IN_PROCESS =
  'in Node-RED no execution has to start: Find Responsible Manager answers at once, in the process of the trigger';
const BY_PARTS = 'one value in Node-RED, a field for each part in n8n';

export const NODES: readonly BothHosts[] = [
  {
    nodeRed: 'ringostat-trigger',
    n8n: 'ringostatTrigger',
    renamed: { answerType: 'answer' },
    nodeRedOnly: {
      project: CONFIG,
      path: 'n8n makes the path itself',
      answerWithinMs: 'in n8n Find Responsible Manager answers within its time budget',
    },
    n8nOnly: {
      ...because(PROJECT, 'timeZone', 'defaultCountry'),
      ...because(IN_PROCESS, 'answerIn', 'runAfter'),
      ...because(
        IN_PROCESS,
        'crm',
        'crmAuthentication',
        'salesforceAuthentication',
        'pipedriveAuthentication',
      ),
      ...because(IN_PROCESS, 'order', 'customOrder', 'several', 'budgetMs', 'reserve', 'language', 'onlySip'),
      ...because(IN_PROCESS, 'teamSource', 'team', 'corrections', 'teamJson', 'teamMinutes'),
      keys: 'a list of own names that is empty says the same in Node-RED',
      binaryData: 'Node-RED always leaves the body to the node',
    },
    words: {
      acceptWithoutSecret: ['Accept without a secret (anybody can send events)', 'Accept Without a Secret'],
      ipList: ['IP addresses', 'IP List'],
      keepRaw: ['Keep the payload as sent', 'Keep Raw Payload'],
      shortAbandonSeconds: ['Short abandon', 'Short Abandon (Seconds)'],
      sizeCapKb: ['Largest body', 'Size Cap (KB)'],
      maskNumbers: ['Mask numbers in status and logs', 'Mask Numbers in Logs'],
    },
  },
  {
    nodeRed: 'ringostat',
    n8n: 'ringostat',
    renamed: {
      batch: 'batchSize',
      callBackMethod: 'method',
      callStatus: 'status',
      employeeDirection: 'employee',
    },
    nodeRedOnly: {
      ...because(CONFIG, 'project', 'account'),
      ...because(
        TYPED,
        'fromType',
        'toType',
        'employeeDirectionType',
        'projectNumberType',
        'clientNumberType',
        'recordingUrlType',
        'contactType',
        'testNumberType',
        'testEmployeeType',
      ),
      callBackDirection: 'two fields of one name in n8n, each of its own operation',
      contact: 'one value of the message; n8n has a field for each part',
    },
    n8nOnly: {
      ...because('n8n groups operations by what they are about', 'resource'),
      ...because('in Node-RED 0 of the number beside it says so', 'inBatches', 'returnAll'),
      ...because(SIGN_IN, 'crm', 'crmAuthentication', 'salesforceAuthentication', 'pipedriveAuthentication'),
      ...because(PROJECT, 'timeZone', 'defaultCountry'),
      binaryProperty: 'Node-RED puts the file into msg.payload',
      ...because(BY_PARTS, 'contactName', 'origin', 'contactId', 'phones', 'contactUrl', 'dealUrl', 'emails'),
      ...because(BY_PARTS, 'employeeId', 'googleClientId', 'leadId', 'leadUrl', 'responsible'),
    },
    differing: {
      operation: 'n8n names an operation within its resource',
      ...because(EXPRESSION, 'from', 'clientNumber', 'recordingUrl'),
      ...because('in Node-RED 0 means all', 'limit', 'batch'),
      managerDst: 'values of a drop-down are texts in Node-RED',
    },
    words: {
      operation: ['Do', 'Operation'],
      span: ['Calls of', 'Span'],
      limit: ['At most', 'Limit'],
      batch: ['At a time', 'Batch Size'],
      format: ['Answers as', 'Format'],
      maskNumbers: ['Mask numbers in status and logs', 'Mask Numbers in Logs'],
      clientNumber: ["Client's number", 'Client Number'],
      recordingUrl: ['Link', 'Recording Link'],
      recordingHosts: ['More hosts', 'Further Hosts'],
    },
  },
  {
    nodeRed: 'ringostat-find-responsible',
    n8n: 'ringostatFindResponsible',
    nodeRedOnly: {
      account: CONFIG,
      ...because('n8n has the field Team', 'teamFrom', 'teamProperty'),
      numberType: TYPED,
      crmSettings: 'data of the core, shown by both hosts under names of their own',
    },
    n8nOnly: {
      ...because(SIGN_IN, 'crm', 'crmAuthentication', 'salesforceAuthentication', 'pipedriveAuthentication'),
      ...because(
        'in Node-RED a config node is the team',
        'teamSource',
        'corrections',
        'teamJson',
        'teamInput',
        'senior',
        'teamMinutes',
      ),
      timeZone: PROJECT,
      customOrder: 'in Node-RED the order is one list',
      companies: 'in Node-RED the order is one list, which may hold companies',
    },
    differing: {
      team: 'in Node-RED a config node is the team',
      order: "n8n's automatic order is this one where a client card is made",
    },
    words: {
      mode: ['Do', 'Mode'],
      number: ['Number', 'Client Number'],
      several: ['If several', 'If Several Match'],
      language: ['Language', 'Language of Reasons'],
      budgetMs: ['Answer within', 'Time Budget (Ms)'],
      reserve: ['Reserve', 'Reserve Direction'],
      onlySip: ['SIP logins only, no phone numbers', 'SIP Logins Only'],
    },
  },
  {
    nodeRed: 'ringostat-apply-matrix',
    n8n: 'ringostatApplyMatrix',
    nodeRedOnly: { workingHours: BY_PARTS },
    n8nOnly: {
      ...because('parts of workingHours', 'workingDays', 'workingFrom', 'workingTo'),
      taskSettings: 'in Node-RED a cell of the table says it',
    },
    differing: { table: 'in n8n an example of a table from a file; its presets have a field for each row' },
    words: {
      preset: ['Start from', 'Preset'],
      language: ['Texts in', 'Language'],
      distribute: ['Spread missed calls of new clients over the marked employees', 'Distribute Missed Calls'],
      mergeDoneTask: ['Merge the done task into the call record', 'Merge Done Task Into Call Record'],
      linkFoundCompany: [
        'Link new deals to a company found by the number alone',
        'Link a Company Found by Number',
      ],
      keepReasons: ['Keep in the plan what was considered and not done', 'Keep Reasons'],
      closeMissedAfter: ['Shortest talk that closes missed tasks (s)', 'Close Missed After (Seconds)'],
    },
  },
  ...(['HubSpot', 'Salesforce', 'Zoho', 'NetHunt', 'Pipedrive'] as const).map((crm): BothHosts => {
    const ways = !['Zoho', 'NetHunt'].includes(crm);
    return {
      nodeRed: `ringostat-${crm.toLowerCase()}`,
      n8n: `ringostat${crm}`,
      nodeRedOnly: {
        account: CONFIG,
        names: BY_PARTS,
        crmSettings: 'data of the core, shown by both hosts under names of their own',
        values: BY_PARTS,
        team: CONFIG,
      },
      n8nOnly: {
        ...because('parts of team', 'teamJson', 'senior'),
        ...(ways ? { authentication: SIGN_IN } : {}),
        ...because('Node-RED reads them of the other nodes of the flow', 'users', 'table'),
        ...because('parts of names', 'company', 'contact', 'deal', ...(crm === 'NetHunt' ? [] : ['lead'])),
        findBy: 'Node-RED finds by the id where one is given',
        ...because('parts of values', 'recordId', 'phone', 'email', 'recordName', 'ownerId', 'contactId'),
        ...because('parts of values', 'clientNumber', 'subject', 'body', 'dueAt', 'startedAt', 'talk'),
        ...because('parts of values', 'recording', 'dealId', 'key'),
      },
      words: {
        dryRun: ['Dry run: show before → after, write nothing', 'Dry Run'],
        defaultCountry: ['Country', 'Default Country'],
        onlyMissed: ['Only tasks of missed calls', 'Only Missed Calls'],
        closeMissedAfter: ['Shortest talk that closes missed tasks (s)', 'Close Missed After (Seconds)'],
        deskHours: ['Working hours', 'Working Hours'],
        language: ['Language', 'Language'],
      },
    };
  }),
];
