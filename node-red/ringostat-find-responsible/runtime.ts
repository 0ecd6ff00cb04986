import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from '../host/red';
import type { Account } from '../ringostat-crm-account/runtime';
import type { TeamHolder } from '../ringostat-team/runtime';
import { chosenSettings } from '../ringostat-upsert/flow-uses';
import { evaluate } from '../host/evaluate';
import { onInput, type Send } from '../host/handle';
import { migrate } from '../host/migrate';
import { payloadOf, requireEvent } from '../host/payload';
import { findResponsible, forPeople, memory, parseTeam, withSummary, type Team } from '../host/product';
import { configNode } from '../host/registry';
import { Status } from '../host/status';
import { migrations } from './migrations';
import { answerCall } from './answer-call';
import type { FindSettings } from './types';

export default (RED: NodeAPI): void => {
  function FindNode(this: Node, saved: NodeDef & FindSettings): void {
    RED.nodes.createNode(this, saved);
    const status = new Status(this);
    const settings = migrate(saved, migrations);

    const team = (message: NodeMessageInFlow): Team => {
      if (settings.teamFrom === 'node') return configNode<TeamHolder>(RED, settings.team, 'team').team();
      const table: unknown = RED.util.getMessageProperty(message, settings.teamProperty);
      const holder = (table ?? {}) as { employees?: unknown; senior?: unknown };
      const senior = typeof holder.senior === 'string' ? holder.senior : null;
      return parseTeam(Array.isArray(table) ? table : holder.employees, senior);
    };

    const card = async (message: NodeMessageInFlow, send: Send): Promise<void> => {
      const payload = payloadOf(message);
      const event = requireEvent(payload);
      const number =
        settings.numberType === 'event'
          ? undefined
          : await evaluate(RED, this, message, { value: settings.number, type: settings.numberType });
      const account = configNode<Account>(RED, settings.account, 'account').open();
      const { order, several, language } = settings;
      status.working(RED._('shared.status.searching'));
      const found = await findResponsible(
        {
          event,
          team: team(message),
          order,
          several,
          // The key of a new deal carries the newest closed deal (docs/decisions/0002).
          closedDeals: true,
          language,
          number,
          memory,
          accountKey: account.key,
          requests: account.requests,
        },
        account.with(chosenSettings(RED, settings.account, settings.crmSettings)),
      );
      message.payload = withSummary({ ...payload, ...found }, language);
      const name = found.responsible?.name ?? found.client.contact?.name ?? null;
      if (found.client.known) {
        status.done(name === null ? RED._('shared.status.found') : forPeople(event, name));
        send([message, null]);
      } else {
        status.waiting(RED._('shared.status.notFound'));
        send([null, message]);
      }
    };

    const act = (message: NodeMessageInFlow, send: Send): Promise<void> =>
      settings.mode === 'routing'
        ? answerCall({ RED, settings, status, message, send, team: () => team(message) })
        : card(message, send);
    onInput(RED, this, status, act, settings.language);
  }
  RED.nodes.registerType('ringostat-find-responsible', FindNode);
};
