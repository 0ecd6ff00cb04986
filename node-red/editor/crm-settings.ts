import type { ProviderSetting } from '../../core/crm/port';
import type { AccountChoices } from './choices';
import type { Translate } from './load';
import { field, fillSelect, textField, textOf, tick, ticked } from './select';

type Value = string | boolean;
/** Of the grid's six columns. */
const HALF = 3;
const WIDE = 6;

/** What was really chosen: empty means that the provider looks for itself. */
export const withoutEmpty = (values: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/** Form fields of the settings that only one CRM has; lists are asked of the account. */
export class CrmSettings {
  private readonly inputs = new Map<string, JQuery>();
  constructor(
    place: JQuery,
    private readonly settings: readonly ProviderSetting[],
    private readonly stored: Record<string, Value>,
    private readonly choices: AccountChoices,
    private readonly t: Translate,
    /** Called when a person has changed one. */
    changed: () => void = () => undefined,
  ) {
    // Names above the fields, two in a row: there are up to twenty.
    const grid = $('<div class="ringostat-grid">');
    place.empty().append(grid);
    for (const setting of settings) grid.append(this.row(setting));
    this.reload();
    grid.on('change', changed);
  }

  private value({ name, default: usual }: ProviderSetting): Value {
    return this.stored[name] ?? usual;
  }
  private row(setting: ProviderSetting): JQuery {
    const { name, label, hint, type, options = [] } = setting;
    const id = `ringostat-setting-${name}`;
    if (type === 'boolean') {
      const { row: line, input } = tick(label, this.value(setting) === true);
      this.inputs.set(name, input.attr('id', id));
      return line.css('grid-column', `span ${WIDE}`).attr('title', hint);
    }
    const text = String(this.value(setting));
    const input = type === 'text' ? textField(text) : $('<select>');
    if (type === 'choice') fillSelect(input, options, text, this.none(setting));
    this.inputs.set(name, input.attr('id', id));
    return field(label, input, type === 'text' ? WIDE : HALF).attr('title', hint);
  }
  /** First choice of a list: the provider looks for itself. */
  private none({ list }: ProviderSetting): string | undefined {
    return list === undefined ? undefined : this.t('label.automatic');
  }
  /** Asks the account for the lists (again); what is chosen stays. */
  reload(): void {
    for (const setting of this.settings) {
      const input = this.inputs.get(setting.name);
      if (!input || setting.list === undefined) continue;
      this.choices.lists(setting.list).then(
        (options) =>
          fillSelect(input, options, textOf(input) || String(this.value(setting)), this.none(setting)),
        () => undefined,
      );
    }
  }
  read(): Record<string, Value> {
    return Object.fromEntries(
      this.settings.map((setting) => {
        const input = this.inputs.get(setting.name);
        const value = !input
          ? this.value(setting)
          : setting.type === 'boolean'
            ? ticked(input)
            : textOf(input);
        return [setting.name, value];
      }),
    );
  }
}
