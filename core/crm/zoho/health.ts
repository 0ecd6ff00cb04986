/** Connection check: token, scopes, our fields, pipelines, users; each finding says what to do. */
import type { HealthFinding } from '../port';
import { CrmError } from '../../http/errors';
import { readFieldList, isUnique } from './book';
import { readComposite, type CompositePart } from './composite';
import { paths } from './endpoints';
import { asJson, listOf, textOf } from './errors';
import type { Session } from './find';
import { lackingIn, layoutAdvice, readLayouts } from './layouts';
import { readUsers } from './lists';
import type { Module } from './modules';
import { OWN_FIELDS, type OwnField } from './own-fields';
import { readPipelines } from './pipelines';

const ok = (code: string, message: string): HealthFinding => ({ level: 'ok', code, message, advice: null });
const found = (
  level: 'warning' | 'problem',
  code: string,
  message: string,
  advice: string,
): HealthFinding => ({ level, code, message, advice });
const fault = (code: string, { kind, message, advice }: CrmError): HealthFinding =>
  found('problem', `${code}.${kind}`, message, advice);

async function check(code: string, work: () => Promise<HealthFinding[]>): Promise<HealthFinding[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CrmError) return [fault(code, error)];
    throw error;
  }
}

async function account({ http }: Session): Promise<HealthFinding[]> {
  const { body } = await http.request({ method: 'GET', path: paths.org }, { action: 'reading the account' });
  const org = asJson(listOf(asJson(body).org)[0]);
  const name = textOf(org.company_name) || textOf(org.alias) || textOf(org.id);
  return [ok('zoho.account', `Connected to the Zoho CRM organisation ${name}.`)];
}

const MODULES: Module[] = ['Leads', 'Contacts', 'Deals', 'Tasks'];
const RECORDS: Module[] = ['Leads', 'Contacts', 'Accounts', 'Deals'];
/** A number nobody has. */
const NOBODY = '000000000';

/** One request that needs every scope of a call: composite, search, COQL, and each module. */
async function rights({ http }: Session): Promise<HealthFinding[]> {
  const parts: CompositePart[] = [
    {
      action: 'searching Contacts',
      request: {
        sub_request_id: 'search',
        method: 'GET',
        uri: paths.search('Contacts'),
        params: { phone: NOBODY, fields: 'id', per_page: '1' },
      },
    },
    ...MODULES.map((module): CompositePart => ({
      action: `reading ${module}`,
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
    if (answer.kind === 'refused') return fault(code, answer.error);
    return ok(code, `The credential allows ${parts[index]?.action ?? ''}.`);
  });
}

function lacking(module: Module, names: string[]): HealthFinding {
  return found(
    'warning',
    `zoho.fields.${module}.missing`,
    `Zoho CRM lacks the fields ${names.join(', ')} of ${module}.`,
    'They are made at the first write, or now by "create missing fields"; both need the scope ZohoCRM.settings.fields.CREATE and the right to customise modules.',
  );
}
function plain(module: Module, names: string[]): HealthFinding {
  return found(
    'warning',
    `zoho.fields.${module}.notUnique`,
    `The fields ${names.join(', ')} of ${module} allow duplicate values, so a repeated event is recognised by reading only.`,
    `Mark ${names.join(', ')} as "do not allow duplicate values" in Setup, Modules and Fields, where Zoho offers it.`,
  );
}

async function fields({ http, book }: Session): Promise<HealthFinding[]> {
  const findings: HealthFinding[] = [];
  for (const { module, fields: wanted } of OWN_FIELDS) {
    const part = await check(`zoho.fields.${module}`, async () => {
      const all = await readFieldList(http, module);
      book.note(module, all);
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
      ];
    });
    findings.push(...part);
  }
  return findings.length > 0 ? findings : [ok('zoho.fields', 'All fields of the integration are there.')];
}

/** Our fields that a module has and one of its layouts has not; asked after the fields. */
async function layouts({ http, book }: Session): Promise<HealthFinding[]> {
  const findings = RECORDS.map((module) =>
    check(`zoho.layouts.${module}`, async () => {
      const gone = new Set(book.lacking(module));
      return (await readLayouts(http, module)).flatMap((layout) => {
        const lacks = lackingIn(module, layout).filter((name) => !gone.has(name));
        if (lacks.length === 0) return [];
        const message = `The layout ${layout.name} of ${module} lacks ${lacks.join(', ')}: Zoho CRM passes over what a layout lacks, so records of this layout are written without.`;
        return [found('warning', `zoho.layouts.${module}.lacks`, message, layoutAdvice(module))];
      });
    }),
  );
  return (await Promise.all(findings)).flat();
}

async function pipelines({ http }: Session): Promise<HealthFinding[]> {
  const all = await readPipelines(http);
  const stuck = all.filter(({ stages }) => stages.every(({ closed }) => closed));
  if (all.length > 0 && stuck.length === 0)
    return [ok('zoho.pipelines', `Deal pipelines: ${all.map(({ name }) => name).join(', ')}.`)];
  const names = stuck.map(({ name }) => name).join(', ');
  const message = names ? `The pipeline ${names} has no open stage.` : 'Zoho CRM has no deal pipeline.';
  const advice = 'Add an open stage in Zoho CRM, or choose another pipeline.';
  return [found('problem', 'zoho.pipelines.noStage', message, advice)];
}

async function users({ http }: Session): Promise<HealthFinding[]> {
  const all = await readUsers(http);
  if (all.length > 0) return [ok('zoho.users', `${all.length} active users.`)];
  return [
    found('problem', 'zoho.users.none', 'Zoho CRM has no active user.', 'Add the managers to Zoho CRM.'),
  ];
}

/** As CrmProvider.health: never throws for faults of the CRM. */
export async function checkHealth(session: Session): Promise<HealthFinding[]> {
  const first = await check('zoho', () => account(session));
  if (first.some(({ code }) => code === 'zoho.credentialRefused')) return first;
  const rest = await Promise.all([
    check('zoho.rights', () => rights(session)),
    check('zoho.fields', async () => [...(await fields(session)), ...(await layouts(session))]),
    check('zoho.pipelines', () => pipelines(session)),
    check('zoho.users', () => users(session)),
  ]);
  return [...first, ...rest.flat()];
}
