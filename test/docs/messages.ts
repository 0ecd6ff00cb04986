/** Messages a person meets and what to do, by the system they belong to: made of core/text and of how the code pairs the two. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { catalogues } from '../../core/text/catalogues';
import type { Language } from '../../core/model/plan';
import { markdownTable } from './parts';

type Code = keyof (typeof catalogues)['en'];
const CORE = join(__dirname, '../../core');
const codes = Object.keys(catalogues.en) as Code[];
const isAdvice = (code: string): boolean => /\.advice\w*$/.test(code);

interface Group {
  /** Beginnings of the codes it holds. */
  of: RegExp;
  title: Record<Language, string>;
  /** What messages of the group mean. */
  means: Record<Language, string>;
}
const crm = (id: string, name: string): Group => ({
  of: new RegExp(`^(health\\.)?${id}\\.`),
  title: { en: name, uk: name, ru: name },
  means: {
    en: `${name} refused something, or its health check found it. Where a line has no advice of its own, that of [any CRM](#any-crm) holds.`,
    uk: `${name} щось відхилив, або це знайшла перевірка облікового запису. Де в рядку немає власної поради, діє порада розділу [будь-яка CRM](#будь-яка-crm).`,
    ru: `${name} что-то отклонил, или это нашла проверка учётной записи. Где в строке нет своего совета, действует совет раздела [любая CRM](#любая-crm).`,
  },
});
export const GROUPS: Group[] = [
  {
    of: /^event\./,
    title: { en: 'Webhook', uk: 'Вебхук', ru: 'Вебхук' },
    means: {
      en: 'The webhook came and could not be read. The message says what to change in Ringostat.',
      uk: 'Вебхук надійшов, але його не вдалося прочитати. У повідомленні сказано, що змінити в Ringostat.',
      ru: 'Вебхук пришёл, но его не удалось прочитать. В сообщении сказано, что изменить в Ringostat.',
    },
  },
  {
    of: /^team\./,
    title: { en: 'Team', uk: 'Команда', ru: 'Команда' },
    means: {
      en: 'The table of employees has a fault or a gap. The message names the row.',
      uk: 'У таблиці співробітників є помилка або прогалина. Повідомлення називає рядок.',
      ru: 'В таблице сотрудников ошибка или пробел. Сообщение называет строку.',
    },
  },
  {
    of: /^(matrix|lint)\./,
    title: { en: 'Matrix', uk: 'Матриця', ru: 'Матрица' },
    means: {
      en: 'The decision matrix cannot be used, or does something that is seldom meant.',
      uk: 'Матрицю рішень не можна використати, або вона робить те, чого рідко хочуть.',
      ru: 'Матрицу решений нельзя использовать, или она делает то, чего редко хотят.',
    },
  },
  {
    of: /^(mapping|pattern|settings)\./,
    title: {
      en: 'Field mapping and rules',
      uk: 'Зіставлення полів і правила',
      ru: 'Сопоставление полей и правила',
    },
    means: {
      en: 'A setting of the Upsert node cannot be used. Nothing was written.',
      uk: 'Налаштування вузла Upsert не можна використати. Нічого не записано.',
      ru: 'Настройку узла Upsert нельзя использовать. Ничего не записано.',
    },
  },
  {
    of: /^(http|write|place|mend|advice|key|list|health\.(?!(hubspot|salesforce|zoho|nethunt|pipedrive)\.))/,
    title: { en: 'Any CRM', uk: 'Будь-яка CRM', ru: 'Любая CRM' },
    means: {
      en: 'The CRM refused, did not answer, or demands something; what was put right by itself is said too and needs nothing.',
      uk: 'CRM відхилила запит, не відповіла або чогось вимагає; те, що виправилося саме, теж названо й нічого не потребує.',
      ru: 'CRM отклонила запрос, не ответила или чего-то требует; то, что исправилось само, тоже названо и ничего не требует.',
    },
  },
  crm('hubspot', 'HubSpot'),
  crm('salesforce', 'Salesforce'),
  crm('zoho', 'Zoho CRM'),
  crm('nethunt', 'NetHunt'),
  crm('pipedrive', 'Pipedrive'),
  {
    of: /^ringostat\./,
    title: { en: 'Ringostat', uk: 'Ringostat', ru: 'Ringostat' },
    means: {
      en: 'Ringostat’s API or the place of a recording answered otherwise than expected.',
      uk: 'API Ringostat або місце запису розмови відповіли не так, як очікувалося.',
      ru: 'API Ringostat или место записи разговора ответили не так, как ожидалось.',
    },
  },
];

/** The advice that the code words beside a message: the next one said after it, no other message between. */
function pairs(): Map<string, string> {
  const files = readdirSync(CORE, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const found = new Map<string, string>();
  for (const file of files) {
    const said = [...readFileSync(join(CORE, file), 'utf8').matchAll(/said\(\s*'([\w.]+)'/g)];
    for (const [index, { 1: code = '' }] of said.entries()) {
      const next = said[index + 1];
      const near = next && next.index - (said[index]?.index ?? 0) < 200;
      if (near && isAdvice(next[1] ?? '') && !isAdvice(code)) found.set(code, next[1] ?? '');
    }
  }
  return found;
}
const PAIRS = pairs();
const adviceOf = (code: Code): Code | undefined =>
  [`${code}.advice`, PAIRS.get(code) ?? ''].find((one) => one in catalogues.en) as Code | undefined;

/** Words that go into another sentence are no message of their own. */
const isMessage = (code: Code): boolean => {
  if (isAdvice(code) || code.startsWith('advice.')) return false;
  if (code.startsWith('health.')) return adviceOf(code) !== undefined;
  return (
    adviceOf(code) !== undefined ||
    (/[.:]$|faults\}$/.test(catalogues.en[code]) && catalogues.en[code].split(' ').length > 3)
  );
};
const groupOf = (code: string): Group | undefined => GROUPS.find(({ of }) => of.test(code));

/** Codes of the page. */
export const messages = codes.filter((code) => isMessage(code) && groupOf(code));
/** Advice of its own page line: what holds for a kind of refusal. */
const KINDS = codes.filter((code) => code.startsWith('advice.') && !catalogues.en[code].includes('{'));

const shown = (language: Language, code: Code): string =>
  catalogues[language][code].replace(/\{[^{}]*\}/g, '…').replace(/[*_<>[\]]/g, '\\$&');

const HEAD: Record<Language, [string, string]> = {
  en: ['message', 'what to do'],
  uk: ['повідомлення', 'що робити'],
  ru: ['сообщение', 'что делать'],
};
const KIND_HEAD: Record<Language, [string, string]> = {
  en: ['`kind` of the error', 'what to do'],
  uk: ['`kind` помилки', 'що робити'],
  ru: ['`kind` ошибки', 'что делать'],
};

/** What a line without advice of its own says: put right by itself, else as the kind of the error says. */
const NOTHING: Record<Language, string> = {
  en: 'nothing: it was put right, and you are told',
  uk: 'нічого: це вже виправлено, вам лише повідомлено',
  ru: 'ничего: это уже исправлено, вам только сообщено',
};
const BY_KIND: Record<Language, string> = {
  en: 'what the message says, else by `kind`',
  uk: 'те, що сказано в повідомленні, інакше за `kind`',
  ru: 'то, что сказано в сообщении, иначе по `kind`',
};
const WITH_THEIRS: Record<Language, string> = {
  en: 'With the words of the other system comes one of these:',
  uk: 'Разом зі словами іншої системи стоїть одна з цих порад:',
  ru: 'Вместе со словами другой системы стоит один из этих советов:',
};
function whatToDo(language: Language, code: Code): string {
  const advice = adviceOf(code);
  if (advice) return shown(language, advice);
  return (code.startsWith('mend.') ? NOTHING : BY_KIND)[language];
}
/** Advice that goes with whatever the other system said. */
const beside = codes.filter(
  (code) => isAdvice(code) && !messages.some((message) => adviceOf(message) === code),
);

/** The page's part in a language: a section for each system. */
export function messagesIn(language: Language): string {
  return GROUPS.map((group) => {
    const rows = messages
      .filter((code) => groupOf(code) === group)
      .map((code) => [shown(language, code), whatToDo(language, code)]);
    const others = beside
      .filter((code) => groupOf(code) === group)
      .map((code) => `- ${shown(language, code)}`);
    const lines = [`### ${group.title[language]}`, group.means[language]];
    if (group.of.test('advice.')) {
      const kinds = KINDS.map((code) => [`\`${code.slice('advice.'.length)}\``, shown(language, code)]);
      lines.push(markdownTable(KIND_HEAD[language], kinds));
    }
    if (others.length > 0) lines.push(WITH_THEIRS[language], others.join('\n'));
    return [...lines, markdownTable(HEAD[language], rows)].join('\n\n');
  }).join('\n\n');
}
