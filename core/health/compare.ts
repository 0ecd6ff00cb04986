/** What would be written, held against what the CRM tells of its fields. One finding per fault. */
import type { DescribedField, HealthFinding, ObjectDescription } from '../crm/port';
import { fieldNames } from '../crm/engine/refused';
import { problem, warning } from '../crm/engine/findings';
import { said } from '../text/said';
import { SAMPLE_TEXT } from './samples';
import type { WouldWrite } from './would-write';

/** Options named in a message; a country list would fill the screen. */
const OPTIONS_MAX = 12;
/** Longest value shown. */
const SHOWN_MAX = 60;

export interface Compared {
  /** The CRM's name. */
  system: string;
  description: ObjectDescription;
}

/** By API name, else by the name people know: some CRMs give fields codes of their own. */
export const fieldOf = ({ fields }: ObjectDescription, name: string): DescribedField | undefined =>
  fields.find((field) => field.name === name) ?? fields.find(({ label }) => label === name);

const named = ({ name, label }: DescribedField): string => fieldNames([{ field: name, label }]);
const shownOptions = (options: { value: string }[]): string =>
  options
    .slice(0, OPTIONS_MAX)
    .map(({ value }) => value)
    .join(', ') + (options.length > OPTIONS_MAX ? ', …' : '');

function isOption({ options }: DescribedField, value: string): boolean {
  if (options === null) return true;
  const allowed = new Set(options.map((option) => option.value));
  // Fields of several choices take them parted by semicolon.
  return allowed.has(value) || value.split(';').every((part) => allowed.has(part.trim()));
}

const isNumber = (value: string): boolean => Number.isFinite(Number(value));
/** Moments are told in ISO 8601, or in milliseconds since the epoch. */
const fits = (takes: 'numbers' | 'dates', value: string): boolean =>
  isNumber(value) || (takes === 'dates' && !Number.isNaN(Date.parse(value)));

/** A text that is known only when a call brings it. */
const isUnknown = (value: string): boolean => value === SAMPLE_TEXT;

function valueFinding(
  { system, description: { label } }: Compared,
  field: DescribedField,
  value: string,
): HealthFinding | null {
  const what = { system, field: named(field), object: label };
  const code = `writes.${label}.${field.name}`;
  if (!field.writable)
    return problem(
      `${code}.readOnly`,
      said('health.field.readOnly', what),
      said('health.field.readOnly.advice', what),
    );
  if (field.takes !== null && !fits(field.takes, value.trim()))
    return problem(
      `${code}.${field.takes}`,
      said(`health.field.${field.takes}`, what),
      said('health.field.takes.advice', { system }),
    );
  if (field.options !== null && !isOption(field, value)) {
    const list = shownOptions(field.options);
    if (isUnknown(value))
      return warning(
        `${code}.list`,
        said('health.field.anyText', { ...what, list }),
        said('health.field.anyText.advice', { system }),
      );
    const same = field.options.find((option) => option.label.toLowerCase() === value.trim().toLowerCase());
    return problem(
      `${code}.list`,
      said('health.field.noOption', { ...what, value: value.slice(0, SHOWN_MAX) }),
      same
        ? said('health.field.writeValue', { value: same.value })
        : said('health.field.addOption', { system, list }),
    );
  }
  if (field.maxLength !== null && value.length > field.maxLength)
    return warning(
      `${code}.short`,
      said('health.field.short', { ...what, max: field.maxLength }),
      said('health.field.short.advice', { system }),
    );
  return null;
}

function goneFinding(
  { system, description: { label } }: Compared,
  name: string,
  mapped: boolean,
): HealthFinding {
  const text = mapped ? 'health.field.goneMapped' : 'health.field.gone';
  const what = { system, field: name, object: label };
  return problem(`writes.${label}.${name}.gone`, said(text, what), said(`${text}.advice`, what));
}

function valueFindings(compared: Compared, { values, mapped }: WouldWrite): HealthFinding[] {
  const { description } = compared;
  const sent: [string, string, boolean][] = [
    ...[...values].map(([name, value]): [string, string, boolean] => [name, value, false]),
    ...Object.entries(mapped).map(([name, value]): [string, string, boolean] => [name, value, true]),
  ];
  return sent.flatMap(([name, value, isMapped]) => {
    const field = fieldOf(description, name);
    if (!field) return description.besides.has(name) ? [] : [goneFinding(compared, name, isMapped)];
    return valueFinding(compared, field, value) ?? [];
  });
}

function demandFindings(
  { system, description }: Compared,
  { values, mapped, defaults }: WouldWrite,
): HealthFinding[] {
  const given = [...values.keys(), ...Object.keys(mapped), ...Object.keys(defaults)];
  const filled = new Set(given.map((name) => fieldOf(description, name) ?? name));
  return description.fields
    .filter((field) => field.required !== false && !filled.has(field))
    .map((field) => {
      const [made, text] =
        field.required === 'onPages'
          ? ([warning, 'health.field.requiredOnPages'] as const)
          : ([problem, 'health.field.required'] as const);
      const what = { system, field: named(field), object: description.label };
      const { within = [] } = field;
      const message =
        within.length > 0 ? said('health.field.requiredWithin', { ...what, within }) : said(text, what);
      const code = `writes.${description.label}.${field.name}.required`;
      return made(code, message, said(`${text}.advice`, what));
    });
}

/** Takes what is known of an object and the records of it that would be made; returns a finding per fault. */
export function compare(compared: Compared, records: WouldWrite[]): HealthFinding[] {
  const { creatable, label } = compared.description;
  if (creatable !== true) return [{ level: 'problem', code: `writes.${label}.create`, ...creatable }];
  return records.flatMap((record) => [
    ...demandFindings(compared, record),
    ...valueFindings(compared, record),
  ]);
}

/** Fields that the settings name, whatever the table writes: a finding for each that is gone or cannot be written. */
export function compareNamed(compared: Compared, names: string[]): HealthFinding[] {
  return names.flatMap((name) => {
    const field = fieldOf(compared.description, name);
    if (!field) return [goneFinding(compared, name, true)];
    return field.writable ? [] : (valueFinding(compared, field, '') ?? []);
  });
}
