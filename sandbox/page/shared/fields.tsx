/** Fields of a form, each with its label. */
import type { ComponentChildren, JSX } from 'preact';

export interface Option<Value extends string> {
  value: Value;
  label: string;
}

export function Select<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
  disabled?: boolean;
}): JSX.Element {
  const { label, value, options, onChoose, disabled = false } = props;
  return (
    <label class="field">
      <span>{label}</span>
      <select
        value={value}
        disabled={disabled}
        onChange={({ currentTarget }) => {
          const chosen = options.find((option) => option.value === currentTarget.value);
          if (chosen) onChoose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Tick(props: {
  label: string;
  checked: boolean;
  onTick: (checked: boolean) => void;
}): JSX.Element {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={({ currentTarget }) => props.onTick(currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}

/** `fault`: a sentence at the field. */
export function TextField(props: {
  label: string;
  value: string;
  onType: (value: string) => void;
  fault?: string | null;
  placeholder?: string;
}): JSX.Element {
  const { label, value, onType, fault = null, placeholder } = props;
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        value={value}
        placeholder={placeholder}
        aria-invalid={fault !== null}
        onInput={({ currentTarget }) => onType(currentTarget.value)}
      />
      {fault !== null && (
        <em class="fault" role="alert">
          {fault}
        </em>
      )}
    </label>
  );
}

export function Panel(props: { title: string; class?: string; children: ComponentChildren }): JSX.Element {
  return (
    <section class={`panel ${props.class ?? ''}`} aria-label={props.title}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}
