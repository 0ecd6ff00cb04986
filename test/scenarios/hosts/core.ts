/** The product's chain without a host: for whoever writes a provider, and quick. The hosts' own drivers prove the nodes. */
import { applyPlan } from '../../../core/apply/apply-plan';
import { failureOf } from '../../../core/apply/failure';
import { createRecentMemory } from '../../../core/apply/recent';
import { checkFlow } from '../../../core/health/check-flow';
import type { CrmProvider, CrmUser, RecordingFile } from '../../../core/crm/port';
import { providers } from '../../../core/crm/registry';
import { readNeverRecord } from '../../../core/event/never-record-entries';
import { readQuery, receiveWebhook } from '../../../core/event/receive';
import type { RingostatEvent } from '../../../core/model/event';
import { createHttpClient } from '../../../core/http/client';
import { CrmError } from '../../../core/http/errors';
import { applyMatrix } from '../../../core/matrix/apply-matrix';
import { readAnalysisOptions } from '../../../core/matrix/default-options';
import { DEFAULT_OPTIONS, presets } from '../../../core/matrix/presets';
import {
  answerRouting,
  CARD_ORDER,
  findResponsible,
  formatAnswer,
} from '../../../core/routing/find-responsible';
import { openRingostat } from '../../../node-red/host/accounts';
import { clock as realClock } from '../../../node-red/host/clock';
import { accountAuth } from '../../../node-red/host/auth';
import type { Clock, Transport } from '../../../core/http/types';
import type { Lab } from '../../../sandbox/common/lab';
import { addressOf } from '../payload';
import type { Delivery, Driver, FlowResult, Settings } from '../types';
import { createKeptLists, readTeam, type Employee, type KeptLists, type Team } from '../../../core/team';
import { missingCalls } from './core-replay';

/** For fault tests: time that needs no waiting, and a way between client and fake that a test can watch or shorten. */
export interface CoreOptions {
  clock?: Clock;
  wrap?: (send: Transport) => Transport;
  /** The test does not know how many calls the CRM lacks: replay() does not count them. */
  replayAny?: boolean;
  /** Name of the account, so that two flows share its limits; default: one of its own for each deployment. */
  account?: string;
}
interface Running {
  settings: Settings;
  provider: CrmProvider;
  memory: ReturnType<typeof createRecentMemory>;
  accountKey: string;
  routingOrder: Settings['order'];
  /** As typed, or out of the two lists, which are due at each call. */
  team: () => Promise<Team>;
  users: KeptLists<CrmUser>;
  staff: KeptLists<Employee>;
}
let accounts = 0;
/** The hosts fetch recordings from Ringostat; here the file is at hand. */
const download = (): Promise<RecordingFile> =>
  Promise.resolve({ bytes: new Uint8Array([1, 2, 3]), contentType: 'audio/wav', name: 'recording.wav' });

function run(
  settings: Settings,
  lab: Lab,
  { clock = realClock, wrap = (send) => send, account }: CoreOptions,
): Running {
  const factory = providers[lab.crm];
  if (!factory) throw new Error(`There is no provider of ${lab.crm} in core/crm/registry.ts.`);
  const accountKey = account ?? `scenario ${++accounts}`;
  const { baseUrl, kind, values } = lab.access;
  const http = createHttpClient({
    transport: wrap(accountAuth(factory, { kind, values: { ...values, baseUrl } })),
    clock,
    random: Math.random,
    system: factory.label,
    baseUrl,
    classify: factory.classify,
    limits: { ...factory.limits, accountKey },
  });
  const provider = factory.create({
    http,
    clock,
    account: kind,
    baseUrl,
    settings: settings.crmSettings,
    download,
  });
  const staff = createKeptLists<Employee>(clock);
  const users = createKeptLists<CrmUser>(clock);
  const { timeZone, staff: from } = settings;
  const ringostat = from
    ? openRingostat({ baseUrl: from.url, authKey: from.authKey, projectId: from.projectId, timeZone })
    : null;
  const team = (): Promise<Team> =>
    ringostat
      ? readTeam({
          staff: () => staff.get('', () => ringostat.employees(), 0),
          users: () => users.get('', () => provider.users(), 0),
          completeUsers: !provider.unknownUsers,
          knownByEmail: provider.knownByEmail === true,
          crm: provider.label,
          byHand: [],
          senior: settings.team.senior,
        })
      : Promise.resolve(settings.team);
  return {
    settings,
    provider,
    team,
    users,
    staff,
    memory: createRecentMemory(clock),
    accountKey,
    routingOrder: settings.order ?? factory.routingOrder,
  };
}

async function flow(
  { settings, provider, memory, accountKey, team: readingTeam }: Running,
  event: RingostatEvent,
  clock: Clock,
): Promise<FlowResult> {
  const team = await readingTeam();
  const { order, several, language, preset, rows, distribute, contactsFor } = settings;
  const result: FlowResult = { card: null, plan: null, outcome: null, error: null };
  try {
    const common = { event, team, several, language, memory, accountKey };
    const card = await findResponsible(
      { ...common, order: order ?? CARD_ORDER, closedDeals: true },
      provider,
    );
    result.card = card;
    const table = { ...presets[preset].rows, ...rows };
    const { callRecordIsTask } = presets[preset];
    const analysis = readAnalysisOptions(settings.analysis);
    const options = { ...DEFAULT_OPTIONS, language, distribute, contactsFor, analysis };
    const plan = applyMatrix({ event, card, table, preset, callRecordIsTask, options });
    result.plan = plan;
    result.outcome = await applyPlan(
      {
        plan,
        event,
        client: card.client,
        senior: team.senior,
        settings: {
          mapping: settings.mapping,
          defaults: settings.defaults,
          pipelineRules: settings.pipelineRules,
          defaultPipeline: settings.defaultPipeline,
          names: settings.names,
        },
        dryRun: settings.dryRun,
        memory,
        accountKey,
      },
      provider,
      clock,
    );
    const failed = failureOf(result.outcome, provider.label);
    if (failed) throw failed;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    result.error = `${error.message} ${error.advice}`;
  }
  return result;
}

export function openCore(options: CoreOptions = {}): Promise<Driver> {
  const { clock = realClock } = options;
  let running: Running | null = null;
  const ready = (): Running => {
    if (!running) throw new Error('deploy() first');
    return running;
  };
  return Promise.resolve<Driver>({
    host: 'core',
    async deploy(settings, lab) {
      running = run(settings, lab, options);
    },
    async activationError() {
      const { secret, acceptWithoutSecret } = ready().settings;
      return secret || acceptWithoutSecret ? null : 'The trigger has no secret.';
    },
    async deliver(request) {
      const began = Date.now();
      const { settings, provider, memory, accountKey, routingOrder, team, users } = ready();
      const received = receive(request, settings, clock.now());
      const reply = (status: number, body: string): { status: number; body: string; elapsedMs: number } => ({
        status,
        body,
        elapsedMs: Date.now() - began,
      });
      const text = typeof received.body === 'string' ? received.body : JSON.stringify(received.body);
      if (!received.event || received.skipped) return { answer: reply(received.status, text), result: null };
      if (settings.receive === 'events')
        return { answer: reply(received.status, text), result: await flow(ready(), received.event, clock) };
      const { answer, card } = await answerRouting(
        {
          event: received.event,
          team,
          // As the hosts: the matched team knows who has left, and a list that is not complete tells nothing.
          ...(settings.staff || provider.unknownUsers
            ? {}
            : {
                users: async () => ({
                  users: (await users.get('', () => provider.users())).items,
                  complete: true,
                }),
              }),
          order: routingOrder ?? [],
          several: settings.several,
          language: settings.language,
          budgetMs: settings.budgetMs,
          reserve: settings.reserve,
          memory,
          accountKey,
        },
        provider,
        clock,
      );
      const { status, body } = formatAnswer(answer.direction, settings.answer);
      return { answer: reply(status, body), result: { card, plan: null, outcome: null, error: null } };
    },
    async replay(settings, lab, ringostat, through) {
      const started = run(settings, lab, options);
      const faults: string[] = [];
      for await (const events of missingCalls(settings, ringostat, started.provider, clock))
        for (const event of events) faults.push((await flow(started, event, clock)).error ?? '');
      if (!options.replayAny) expect(faults).toHaveLength(through);
      return faults.filter(Boolean);
    },
    health: () => {
      const { provider, settings, users, staff } = ready();
      const { employees, senior } = settings.team;
      const active = employees.filter((one) => one.active).flatMap(({ crmUserId }) => crmUserId ?? []);
      return checkFlow(provider, {
        users: [...active, ...(senior ? [senior] : [])],
        tables: [
          {
            table: { ...presets[settings.preset].rows, ...settings.rows },
            preset: settings.preset,
            options: { ...DEFAULT_OPTIONS, language: settings.language, contactsFor: settings.contactsFor },
          },
        ],
        settings: [settings],
        usersTrouble: users.trouble(''),
        staffTrouble: staff.trouble(''),
      });
    },
    close: () => Promise.resolve(),
  });
}

function receive(
  { method, query, search, headers, body }: Delivery,
  settings: Settings,
  now: number,
): ReturnType<typeof receiveWebhook> {
  return receiveWebhook(
    {
      method,
      query: readQuery(addressOf('/', query, search)),
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body: body && Buffer.from(body),
      pathToken: null,
      remoteAddress: '127.0.0.1',
      size: body === null ? null : Buffer.byteLength(body),
    },
    {
      receive: settings.receive,
      events: settings.events,
      keyMap: {},
      timeZone: settings.timeZone,
      defaultCountry: settings.defaultCountry,
      secrets: settings.secret ? [settings.secret] : [],
      secretIn: 'any',
      acceptWithoutSecret: settings.acceptWithoutSecret,
      ipList: [],
      dropInternal: true,
      neverRecord: readNeverRecord(settings.neverRecord),
      keepRaw: true,
      sizeCap: 256 * 1024,
      maskNumbers: false,
      projectId: settings.projectId || null,
      answer: settings.answer,
    },
    now,
  );
}
