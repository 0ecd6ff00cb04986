/** Connection check: token, scopes, our fields, pipelines, users; each finding says what to do. */
import type { HealthFinding } from '../port';
import { check, ok, pipelines, refused, users, warning } from '../engine/findings';
import { said } from '../../text/said';
import { readFieldList, isUnique } from './book';
import { readComposite, type CompositePart } from './composite';
import { paths } from './endpoints';
import { asJson, listOf, SYSTEM, textOf } from './errors';
import type { Session } from './find';
import { lackingIn, readLayouts } from './layouts';
import { readUsers } from './lists';
import type { Module } from './modules';
import { OWN_FIELDS, type OwnField } from './own-fields';
import { readPipelines } from './pipelines';

async function account({ http }: Session): Promise<HealthFinding[]> {
  const { body } = await http.request(
    { method: 'GET', path: paths.org },
    { action: said('doing.readAccount') },
  );
  const org = asJson(listOf(asJson(body).org)[0]);
  const name = textOf(org.company_name) || textOf(org.alias) || textOf(org.id);
  return [ok('zoho.account', said('health.zoho.connected', { name }))];
}

const MODULES: Module[] = ['Leads', 'Contacts', 'Deals', 'Tasks'];
/** A number nobody has. */
const NOBODY = '000000000';

/** One request that needs every scope of a call: composite, search, COQL, and each module. */
async function rights({ http }: Session): Promise<HealthFinding[]> {
  const parts: CompositePart[] = [
    {
      action: said('doing.search', { what: 'Contacts' }),
      request: {
        sub_request_id: 'search',
        method: 'GET',
        uri: paths.search('Contacts'),
        params: { phone: NOBODY, fields: 'id', per_page: '1' },
      },
    },
    ...MODULES.map((module): CompositePart => ({
      action: said('doing.read', { what: module }),
      request: {
        sub_request_id: module,
        method: 'POST',
        uri: paths.coql,
        body: { select_query: `select id from ${module} where (id is not null) limit 1` },
      },
    })),
  ];
  const answers = await readComposite(http, parts);
  const names = ['search', ...MODULES];
  return answers.map((answer, index) => {
    const code = `zoho.rights.${names[index] ?? ''}`;
    if (answer.kind === 'refused') return refused(`${code}.${answer.error.kind}`, answer.error);
    return ok(code, said('health.zoho.allowed', { action: parts[index]?.action ?? '' }));
  });
}

const lacking = (module: Module, names: string[]): HealthFinding =>
  warning(
    `zoho.fields.${module}.missing`,
    said('health.zoho.lacks', { names, object: module }),
    said('health.zoho.lacks.advice'),
  );
const plain = (module: Module, names: string[]): HealthFinding =>
  warning(
    `zoho.fields.${module}.notUnique`,
    said('health.zoho.notUnique', { names, object: module }),
    said('health.zoho.notUnique.advice', { names }),
  );

/** Our fields that a module has and one of its layouts has not. */
function layouts({ http }: Session, module: Module, gone: Set<string>): Promise<HealthFinding[]> {
  return check(`zoho.layouts.${module}`, async () =>
    (await readLayouts(http, module)).flatMap((layout) => {
      const lacks = lackingIn(module, layout).filter((name) => !gone.has(name));
      if (lacks.length === 0) return [];
      const what = { layout: layout.name, object: module, names: lacks };
      return [
        warning(
          `zoho.layouts.${module}.lacks`,
          said('health.zoho.layoutLacks', what),
          said('health.zoho.layoutLacks.advice', what),
        ),
      ];
    }),
  );
}

async function fields(session: Session): Promise<HealthFinding[]> {
  const { http, book } = session;
  const findings: HealthFinding[] = [];
  for (const { module, fields: wanted } of OWN_FIELDS) {
    const part = await check(`zoho.fields.${module}`, async () => {
      const all = await readFieldList(http, module, 'all');
      book.note(
        module,
        all.filter(({ type }) => type !== 'unused'),
      );
      const known = new Map(all.map((field) => [field.api_name, field]));
      const names = (list: OwnField[]): string[] => list.map(({ name }) => name);
      const missing = names(wanted.filter(({ name }) => !known.has(name)));
      const notUnique = names(
        wanted.filter(({ name, unique }) => {
          const field = known.get(name);
          return unique && field !== undefined && !isUnique(field);
        }),
      );
      return [
        ...(missing.length > 0 ? [lacking(module, missing)] : []),
        ...(notUnique.length > 0 ? [plain(module, notUnique)] : []),
        ...(await layouts(session, module, new Set(missing))),
      ];
    });
    findings.push(...part);
  }
  return findings.length > 0 ? findings : [ok('zoho.fields', said('health.ownFieldsThere'))];
}

/** As CrmProvider.health: never throws for faults of the CRM. */
export async function checkHealth(session: Session): Promise<HealthFinding[]> {
  const { http } = session;
  const first = await check('zoho', () => account(session));
  if (first.some(({ code }) => code === 'zoho.credentialRefused')) return first;
  const rest = await Promise.all([
    check('zoho.rights', () => rights(session)),
    check('zoho.fields', () => fields(session)),
    check('zoho.pipelines', async () => [pipelines('zoho.pipelines', SYSTEM, await readPipelines(http))]),
    check('zoho.users', async () => {
      const add = said('health.noActiveUser.add', { system: SYSTEM });
      return [users('zoho.users', SYSTEM, (await readUsers(http)).length, add)];
    }),
  ]);
  return [...first, ...rest.flat()];
}
