/** What would be written, held against what the CRM tells of its fields. One finding per fault. */
import type { DescribedField, HealthFinding, ObjectDescription } from '../crm/port';
import { fieldNames } from '../crm/engine/refused';
import { problem, warning } from './findings';
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
  const what = `${system}: the field ${named(field)} of ${label}`;
  const code = `writes.${label}.${field.name}`;
  if (!field.writable)
    return problem(
      `${code}.readOnly`,
      `${what} may not be written with this credential, so its value is left out.`,
      `Let the user of the credential edit ${named(field)} of ${label} in ${system}, or take it out of the field mapping.`,
    );
  if (field.takes !== null && !fits(field.takes, value.trim()))
    return problem(
      `${code}.${field.takes}`,
      `${what} takes ${field.takes} only and is to get a text, which is left out.`,
      `Make it a text field in ${system}, or map the text to another field.`,
    );
  if (field.options !== null && !isOption(field, value)) {
    const list = shownOptions(field.options);
    if (isUnknown(value))
      return warning(
        `${code}.list`,
        `${what} takes only values of its list (${list}); any other text of a call is left out.`,
        `Make it a text field in ${system}, or see that calls bring values of the list only.`,
      );
    const same = field.options.find((option) => option.label.toLowerCase() === value.trim().toLowerCase());
    return problem(
      `${code}.list`,
      `${what} has no option "${value.slice(0, SHOWN_MAX)}", which is to be written; it is left out.`,
      same ? `Write its value ${same.value}.` : `Add the option in ${system}. There are: ${list}.`,
    );
  }
  if (field.maxLength !== null && value.length > field.maxLength)
    return warning(
      `${code}.short`,
      `${what} takes ${field.maxLength} characters, and what is to be written is longer: it is cut or left out.`,
      `Make the field longer in ${system}.`,
    );
  return null;
}

function goneFinding(
  { system, description: { label } }: Compared,
  name: string,
  mapped: boolean,
): HealthFinding {
  const code = `writes.${label}.${name}.gone`;
  const what = `${system}: there is no field ${name} of ${label} (any more), or it is hidden from this credential`;
  return mapped
    ? problem(
        code,
        `${what}; the field mapping fills it.`,
        `Choose another field in the mapping, or add ${name} in ${system}.`,
      )
    : problem(
        code,
        `${what}; its value is left out.`,
        `Show ${name} of ${label} to the user of the credential in ${system}.`,
      );
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
    .map((field) =>
      field.required === 'onPages'
        ? warning(
            `writes.${description.label}.${field.name}.required`,
            `${system} asks people for the field ${named(field)} of ${description.label}, and records of calls come without it.`,
            `Give ${named(field)} a value in the field mapping, or make it optional in ${system}.`,
          )
        : problem(
            `writes.${description.label}.${field.name}.required`,
            `${system} demands the field ${named(field)} of every new record of ${description.label}, and nothing fills it, so records would be refused.`,
            `Give ${named(field)} a value under "Defaults for required fields" in the node or in the field mapping, or make it optional in ${system}.`,
          ),
    );
}

/** Takes what is known of an object and the records of it that would be made; returns a finding per fault. */
export function compare(compared: Compared, records: WouldWrite[]): HealthFinding[] {
  const { creatable, label } = compared.description;
  if (creatable !== true) return [problem(`writes.${label}.create`, creatable.message, creatable.advice)];
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
