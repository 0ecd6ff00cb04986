/** Makes the summary of an item: a person reads it instead of the event, the plan and the outcome. */
import { sentNumber } from '../matrix/names';
import type { ClientCard } from '../model/client';
import type { RingostatEvent } from '../model/event';
import type { Outcome } from '../model/outcome';
import type { Language, Plan } from '../model/plan';
import type { Summary } from '../model/summary';
import { forPeople } from '../phone/mask';
import { isLanguage, say } from '../text/text';
import { headline } from './headline';
import { resultText, toldOf } from './lines';

/** What our nodes put on an item; each adds its part. */
interface Parts extends Partial<ClientCard> {
  event?: RingostatEvent;
  plan?: Plan;
  outcome?: Outcome;
}

/** Who the client is to the CRM, once somebody has looked and as long as nothing is planned. */
function clientSentence(card: ClientCard, language: Language): string {
  if (!card.client.known) return say(language, 'summary.newClient');
  const { responsible } = card;
  const name = responsible?.name ?? responsible?.email ?? null;
  return name === null
    ? say(language, 'summary.knownClient')
    : say(language, 'summary.responsible', { responsible: name });
}

/** Why a plan is empty: what was considered last. */
const nothingSentence = ({ notes }: Plan, language: Language): string =>
  say(language, 'summary.nothing', { why: notes[0]?.text ?? '' }).trim();

const cardOf = (item: Parts): ClientCard | null => (item.client ? (item as ClientCard) : null);

/** Takes an item with an outcome; returns what became of its steps in a sentence, as a badge shows it. */
export function outcomeText(item: Parts & { event: RingostatEvent }): string {
  const { plan = null, outcome = null, event } = item;
  const language = plan?.language ?? 'en';
  return forPeople(event, resultText(toldOf(plan, outcome, cardOf(item), language), language));
}

/** Takes what an item carries so far; returns its summary. Numbers in its sentences are masked when the trigger says so. */
export function summarise(item: Parts & { event: RingostatEvent }, language: Language): Summary {
  const { event, plan = null, outcome = null } = item;
  const card = cardOf(item);
  const spoken = plan?.language ?? language;
  const told = toldOf(plan, outcome, card, spoken);
  const came = resultText(told, spoken);
  const after =
    came ||
    (plan && plan.steps.length === 0
      ? nothingSentence(plan, spoken)
      : card
        ? clientSentence(card, spoken)
        : '');
  const dry = outcome?.dryRun ? say(spoken, 'summary.dryRun') : '';
  const test = event.test ? say(spoken, 'summary.test') : '';
  const text = [test, dry, `${headline(event, card, spoken)}.`, after].filter(Boolean).join(' ');
  const shown = (sentence: string): string => forPeople(event, sentence);
  return {
    text: shown(text),
    client: event.clientNumber ?? event.clientEmail ?? sentNumber(event),
    row: outcome?.row ?? plan?.row ?? null,
    result: told.map(({ line }) => ({ ...line, what: shown(line.what), why: shown(line.why) })),
    requests: (card?.requests ?? 0) + (outcome?.requests ?? 0),
  };
}

const isEvent = (value: unknown): value is RingostatEvent =>
  typeof value === 'object' && value !== null && 'eventKey' in value && 'durations' in value;

/**
 * Takes an item and the language of its node (undefined: English, or that of the plan it carries); returns it with its summary as the
 * first key. An item without an event of ours, or with parts that somebody changed beyond recognition, comes back as it is.
 */
export function withSummary<Item extends object>(
  item: Item,
  language?: unknown,
): Item & { summary?: Summary } {
  const { event } = item as Parts;
  if (!isEvent(event)) return item;
  try {
    const spoken = isLanguage(language) ? language : 'en';
    return { summary: summarise({ ...(item as Parts), event }, spoken), ...without(item) };
  } catch (error) {
    // A flow may put anything where we expect our own; the summary must not be what stops a call.
    if (error instanceof TypeError) return item;
    throw error;
  }
}

function without<Item extends object>(item: Item): Item {
  const rest = { ...item };
  Reflect.deleteProperty(rest, 'summary');
  return rest;
}
